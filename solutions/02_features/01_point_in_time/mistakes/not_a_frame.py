"""Returns the rows as dicts: "the scoring service wants JSON"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, max_age).to_dict("records")
