"""Asks once, when the table ends: "the newest rows are the ones that matter"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    return _compare(frame, values, decided_at, times.iloc[-1:], warehouse)
