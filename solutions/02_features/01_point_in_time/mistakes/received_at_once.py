"""Drops pulls without a delay: "both times equal, so it was backfilled"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots[snapshots["event_time"] < snapshots["available_at"]], max_age)
