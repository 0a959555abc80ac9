"""Returns the columns of the specification and drops what else the decisions carry: "nobody asked for the amount"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    wanted = ["application_id", "applicant_id", "decided_at", "utilisation", "delinquencies", "event_time", "is_stale"]
    return _join(decisions, snapshots, max_age)[wanted]
