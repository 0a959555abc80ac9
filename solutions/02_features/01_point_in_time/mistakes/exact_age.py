"""Drops a measurement that is exactly max_age old: "ninety days is ninety days"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, max_age - pd.Timedelta("1us"))
