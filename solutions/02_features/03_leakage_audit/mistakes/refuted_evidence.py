"""Names any row as the witness: "they are all the same"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    found = _compare(frame, values, decided_at, times, warehouse)
    return {**found, "witness": frame.index[0], "asked": times.iloc[-1]} if found else None
