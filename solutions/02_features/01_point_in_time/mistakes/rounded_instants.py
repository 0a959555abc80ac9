"""Compares whole seconds: "the log has no more than that"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots.assign(available_at=snapshots["available_at"].dt.floor("s")), max_age)
