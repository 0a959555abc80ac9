"""Carries the newest date forward and leaves the values of the last arrival under it: "cummax repairs the order"."""
def point_in_time_join(decisions, snapshots, max_age):
    pulls = snapshots.sort_values(["available_at", "event_time"])
    pulls["event_time"] = pulls.groupby("applicant_id")["event_time"].cummax()
    asked = decisions.assign(_row=range(len(decisions))).sort_values("decided_at")
    joined = pd.merge_asof(asked, pulls, left_on="decided_at", right_on="available_at", by="applicant_id")
    joined = joined.sort_values("_row").set_axis(decisions.index).drop(columns=["_row", "available_at"])
    return joined.assign(is_stale=joined["decided_at"] - joined["event_time"] > max_age)
