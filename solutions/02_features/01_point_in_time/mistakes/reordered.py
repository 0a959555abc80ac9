"""Returns the rows sorted by time, as the as-of join wants them: "a table has no order"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, max_age).sort_values("decided_at")
