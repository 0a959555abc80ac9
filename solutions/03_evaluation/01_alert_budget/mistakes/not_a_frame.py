"""Returns the cards of each day as a dict: "the service wants JSON"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    return {str(day): its["card_id"].tolist() for day, its in _queue(payments, known, days, k).groupby("day")}
