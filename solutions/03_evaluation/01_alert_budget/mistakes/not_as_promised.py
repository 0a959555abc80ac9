"""Returns ids as text: "nobody adds them up"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    return _queue(payments, known, days, k).astype({"card_id": str})
