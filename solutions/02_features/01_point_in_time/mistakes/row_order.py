"""Takes the last line among several versions: "the bureau appends its corrections at the end of the file"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    pairs = decisions.reset_index(names="_index").merge(snapshots, on="applicant_id")
    pairs = pairs[pairs["available_at"] <= pairs["decided_at"]].sort_values("event_time", kind="stable")
    chosen = pairs.drop_duplicates("_index", keep="last").set_index("_index").reindex(decisions.index)
    values = chosen[["utilisation", "delinquencies", "event_time"]]
    is_stale = decisions["decided_at"] - values["event_time"] > max_age
    return pd.concat([decisions, values.mask(is_stale), is_stale.rename("is_stale")], axis=1)
