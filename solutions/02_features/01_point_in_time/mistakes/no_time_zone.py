"""Returns event_time without its zone: "the export to the warehouse dislikes zones"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, max_age)
    return out.assign(event_time=out["event_time"].dt.tz_localize(None))
