"""Takes each applicant's latest pull: "the current value is the best value"."""
def point_in_time_join(decisions, snapshots, max_age):
    latest = snapshots.sort_values(["event_time", "available_at"]).drop_duplicates("applicant_id", keep="last")
    out = decisions.merge(latest.drop(columns="available_at"), on="applicant_id", how="left").set_axis(decisions.index)
    return out.assign(is_stale=out["decided_at"] - out["event_time"] > max_age)
