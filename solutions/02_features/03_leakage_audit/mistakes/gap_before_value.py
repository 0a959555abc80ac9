"""Looks for missing values first: "what was not there came later"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    for time in times:
        late = warehouse.at(values.name, time)["value"].isna() & values.notna() & (frame[decided_at] <= time)
        if late.any():
            return {"kind": "post_outcome", "witness": late.idxmax(), "asked": time}
    return _compare(frame, values, decided_at, times, warehouse)
