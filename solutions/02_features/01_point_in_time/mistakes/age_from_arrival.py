"""Lets the as-of join judge the age, by its tolerance on the arrival: "that is what tolerance is for"."""
def point_in_time_join(decisions, snapshots, max_age):
    pulls = snapshots.sort_values(["available_at", "event_time"])
    pulls = pulls[pulls["event_time"] == pulls.groupby("applicant_id")["event_time"].cummax()]
    asked = decisions.assign(_row=range(len(decisions))).sort_values("decided_at")
    keys = {"left_on": "decided_at", "right_on": "available_at", "by": "applicant_id"}
    joined = pd.merge_asof(asked, pulls, tolerance=max_age, **keys).sort_values("_row").set_axis(decisions.index)
    values = joined[["utilisation", "delinquencies", "event_time"]]
    return pd.concat([decisions, values, values["event_time"].isna().rename("is_stale")], axis=1)
