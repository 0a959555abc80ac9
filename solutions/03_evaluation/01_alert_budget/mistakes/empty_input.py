"""Returns nothing where there is nothing: "no rows, no table"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    return _queue(payments, known, days, k) if len(payments) and len(known) and len(days) else pd.DataFrame()
