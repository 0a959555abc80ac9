"""Asks in the first half of the period: "a feature is computed in one way"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    return _compare(frame, values, decided_at, times.iloc[:4], warehouse)
