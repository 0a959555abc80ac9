"""Takes the policy in days: "the policy says days"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, pd.Timedelta(days=max_age.days))
