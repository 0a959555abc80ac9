"""Writes event_time as text: "so that it survives the CSV"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, max_age)
    return out.assign(event_time=out["event_time"].dt.strftime("%Y-%m-%d %H:%M:%S"))
