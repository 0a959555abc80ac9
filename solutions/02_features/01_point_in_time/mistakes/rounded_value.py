"""Rounds the utilisation to four decimals: "more is noise"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots.round({"utilisation": 4}), max_age)
