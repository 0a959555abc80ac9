"""Counts the age from the end of the data: "stale means stale today"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, pd.Timedelta("36500D"))
    is_stale = decisions["decided_at"].max() - out["event_time"] > max_age
    values = ["utilisation", "delinquencies", "event_time"]
    return out.assign(is_stale=is_stale, **out[values].mask(is_stale))
