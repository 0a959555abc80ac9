"""Leaves is_stale missing where there is no file: "unknown is not false"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, max_age)
    return out.assign(is_stale=out["is_stale"].where(out["is_stale"] | out["event_time"].notna()))
