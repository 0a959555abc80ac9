"""Returns the score beside it: "the analyst may want it"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    return _queue(payments, known, days, k).assign(score=0.0)
