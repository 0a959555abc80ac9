"""Returns event_time in whole seconds: "the warehouse column has no more"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, max_age)
    return out.assign(event_time=out["event_time"].dt.floor("s"))
