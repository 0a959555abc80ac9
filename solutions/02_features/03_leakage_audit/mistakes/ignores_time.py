"""Asks the warehouse for today: "today it knows everything"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    return _compare(frame, values, decided_at, times.iloc[-1:] + pd.Timedelta("365D"), warehouse)
