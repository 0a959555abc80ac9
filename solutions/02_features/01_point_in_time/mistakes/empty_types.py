"""Returns empty columns early when there is nothing to join: "None is None"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    if decisions.empty or snapshots.empty:
        return decisions.assign(utilisation=None, delinquencies=None, event_time=pd.NaT, is_stale=False)
    return _join(decisions, snapshots, max_age)
