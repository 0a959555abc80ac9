"""Keeps the date of a stale measurement: "so that one can see how old it was"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, max_age).assign(event_time=_join(decisions, snapshots, pd.Timedelta("36500D"))["event_time"])
