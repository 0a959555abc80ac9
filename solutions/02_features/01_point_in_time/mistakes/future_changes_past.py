"""Cleans the pulls first, one row per measurement, the last correction wins: "duplicates are bad data"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    clean = snapshots.sort_values("available_at").drop_duplicates(["applicant_id", "event_time"], keep="last")
    return _join(decisions, clean, max_age)
