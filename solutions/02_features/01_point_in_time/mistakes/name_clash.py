"""Merges everything and filters on available_at: "there is only one column of that name"."""
def point_in_time_join(decisions, snapshots, max_age):
    pairs = decisions.assign(_index=decisions.index).merge(snapshots, on="applicant_id")
    pairs = pairs[pairs["available_at"] <= pairs["decided_at"]].sort_values(["event_time", "available_at"])
    values = pairs.drop_duplicates("_index", keep="last").set_index("_index").reindex(decisions.index)
    values = values[["utilisation", "delinquencies", "event_time"]]
    is_stale = decisions["decided_at"] - values["event_time"] > max_age
    return pd.concat([decisions, values.mask(is_stale), is_stale.rename("is_stale")], axis=1)
