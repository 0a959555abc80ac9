"""Leaves the rank to the order of the rows: "one can see it"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    return _queue(payments, known, days, k).drop(columns="rank")
