"""Ranks measurements by their date: "a bureau measures once a day"."""
def point_in_time_join(decisions, snapshots, max_age):
    pulls = snapshots.assign(day=snapshots["event_time"].dt.normalize()).sort_values(["available_at", "event_time"])
    pulls = pulls[pulls["day"] == pulls.groupby("applicant_id")["day"].cummax()].drop(columns="day")
    asked = decisions.assign(_row=range(len(decisions))).sort_values("decided_at")
    joined = pd.merge_asof(asked, pulls, left_on="decided_at", right_on="available_at", by="applicant_id")
    joined = joined.sort_values("_row").set_axis(decisions.index)
    is_stale = joined["decided_at"] - joined["event_time"] > max_age
    values = joined[["utilisation", "delinquencies", "event_time"]].mask(is_stale)
    return pd.concat([decisions, values, is_stale.rename("is_stale")], axis=1)
