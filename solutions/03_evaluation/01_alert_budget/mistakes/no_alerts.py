"""Meets the days by their names: "days are dates"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    return _queue(payments, known, pd.DatetimeIndex(days) + pd.Timedelta("12h"), k)
