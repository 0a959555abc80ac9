"""Puts the rows back in order and numbers them afresh, as merge does: "the index is only a row number"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, max_age).reset_index(drop=True)
