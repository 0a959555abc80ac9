"""Counts the age in whole minutes: "nobody cares about microseconds"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, pd.Timedelta("36500D"))
    is_stale = (out["decided_at"] - out["event_time"]).dt.floor("min") > max_age
    values = ["utilisation", "delinquencies", "event_time"]
    return out.assign(is_stale=is_stale, **out[values].mask(is_stale))
