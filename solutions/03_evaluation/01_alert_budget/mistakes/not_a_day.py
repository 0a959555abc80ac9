"""Numbers the days: "day 1, day 2"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    out = _queue(payments, known, days, k)
    return out.assign(day="day " + out["day"].rank(method="dense").astype(int).astype(str))
