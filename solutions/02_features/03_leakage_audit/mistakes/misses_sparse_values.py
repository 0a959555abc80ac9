"""Asks that most rows arrive late: "a few late ones are noise"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    found = _compare(frame, values, decided_at, times, warehouse)
    return None if found and found["kind"] == "post_outcome" and values.notna().mean() < 0.5 else found
