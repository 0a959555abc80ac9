"""Counts ranks from 0: "as everywhere"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    out = _queue(payments, known, days, k)
    return out.assign(rank=out["rank"] - 1)
