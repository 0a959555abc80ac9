"""Joins on the applicant alone: "one row per applicant, surely"."""
def point_in_time_join(decisions, snapshots, max_age):
    out = decisions.merge(snapshots, on="applicant_id", how="left").drop(columns="available_at")
    return out.assign(is_stale=out["decided_at"] - out["event_time"] > max_age)
