"""Leaves exact matches out: "before the decision means before"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots.assign(available_at=snapshots["available_at"] + pd.Timedelta("1us")), max_age)
