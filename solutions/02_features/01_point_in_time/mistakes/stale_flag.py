"""Flags applicants without a file as stale: "no value, so it must be old"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, max_age)
    return out.assign(is_stale=out["utilisation"].isna())
