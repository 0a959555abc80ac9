"""Takes each applicant's newest pull and blanks it where it came after the decision: "so nothing leaks"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    newest = snapshots.sort_values(["event_time", "available_at"]).drop_duplicates("applicant_id", keep="last")
    return _join(decisions, newest, max_age)
