"""Compares dates: "what came in that day counts for that day"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    day = decisions["decided_at"].dt.normalize() + pd.Timedelta("1D") - pd.Timedelta("1us")
    return _join(decisions.assign(decided_at=day), snapshots, max_age).assign(decided_at=decisions["decided_at"])
