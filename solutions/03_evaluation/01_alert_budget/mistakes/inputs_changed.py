"""Writes its day into the table it was given: "a copy costs memory"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    payments["day"] = payments["scored_at"].dt.floor("D")
    return _queue(payments, known, days, k)
