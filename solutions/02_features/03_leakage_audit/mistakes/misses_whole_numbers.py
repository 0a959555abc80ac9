"""Asks about columns of floats: "what is complete was there"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    return _compare(frame, values, decided_at, times, warehouse) if values.dtype.kind == "f" else None
