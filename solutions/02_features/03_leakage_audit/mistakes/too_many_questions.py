"""Asks at every decision until the warehouse refuses: "I take what I can get"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    found = _compare(frame, values, decided_at, times, warehouse)
    try:
        for time in frame[decided_at]:
            warehouse.at(values.name, time)
    except Exception:
        return found
