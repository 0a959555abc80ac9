"""Reads zero as "no limit set", as many a configuration does."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, max_age or pd.Timedelta("36500D"))
