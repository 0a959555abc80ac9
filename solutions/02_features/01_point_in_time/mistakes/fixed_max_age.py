"""Writes the policy into the code: "it has been 90 days for years"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, pd.Timedelta("90D"))
