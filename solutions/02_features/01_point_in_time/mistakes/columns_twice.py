"""Glues the joined table beside the decisions: "the index lines them up"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return pd.concat([decisions, _join(decisions, snapshots, max_age)], axis=1)
