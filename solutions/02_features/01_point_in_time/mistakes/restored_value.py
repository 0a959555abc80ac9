"""Removes versions that repeat an earlier one: "nothing new in them"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    said = ["applicant_id", "event_time", "utilisation", "delinquencies"]
    return _join(decisions, snapshots.sort_values("available_at").drop_duplicates(said), max_age)
