"""Blanks first and flags afterwards, when the date is gone: "the order of two lines does not matter"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, max_age)
    return out.assign(is_stale=out["decided_at"] - out["event_time"] > max_age)
