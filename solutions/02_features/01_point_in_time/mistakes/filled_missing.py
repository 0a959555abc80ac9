"""Fills what is missing with 0: "the model cannot take NaN"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, max_age).fillna({"utilisation": 0.0, "delinquencies": 0})
