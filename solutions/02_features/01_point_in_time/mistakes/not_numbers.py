"""Writes n/a where nothing is known: "an empty cell looks like a bug"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions, snapshots, max_age)
    return out.assign(utilisation=out["utilisation"].astype(object).where(out["utilisation"].notna(), "n/a"))
