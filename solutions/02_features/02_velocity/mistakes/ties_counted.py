"""Counts everything up to t but itself: "it happened then, so it happened"."""
_velocity = velocity
def velocity(scored, history):
    later = pd.Timedelta("1us")
    late = _velocity(scored.assign(event_time=scored["event_time"] + later), history)
    out = _velocity(scored, history)
    known = history.sort_values("available_at").drop_duplicates("transaction_id")
    own = known[known["transaction_id"].isin(scored["transaction_id"])].set_index("transaction_id")
    itself = (own["available_at"].reindex(scored["transaction_id"]).array <= scored["scored_at"].array)
    for name in WINDOWS:
        late[f"count_{name}"] -= itself.astype(int)
        late[f"sum_{name}"] -= itself * scored["amount_eur"].to_numpy()
        late.loc[itself, f"merchants_{name}"] = out.loc[itself, f"merchants_{name}"]
    return late
