"""Excuses an aggregate that was missing at first: "a cold start, no leak"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    found = _compare(frame, values, decided_at, times, warehouse)
    first = warehouse.at(values.name, times.iloc[0])["value"][frame[decided_at] <= times.iloc[0]]
    return None if found and found["kind"] == "full_period" and first.isna().any() else found
