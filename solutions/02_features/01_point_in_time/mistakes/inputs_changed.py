"""Sorts the caller's pulls where they lie: "inplace saves memory"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    snapshots.sort_values("available_at", inplace=True)
    return _join(decisions, snapshots, max_age)
