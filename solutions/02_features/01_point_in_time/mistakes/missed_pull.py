"""Uses what had arrived by midnight: "features are loaded overnight"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions.assign(decided_at=decisions["decided_at"].dt.normalize()), snapshots, max_age)
    return out.assign(decided_at=decisions["decided_at"])
