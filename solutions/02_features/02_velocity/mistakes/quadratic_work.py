"""Filters the whole table for every transaction: "that is what the definition says"."""
def velocity(scored, history):
    records = history.sort_values("available_at").drop_duplicates("transaction_id")
    pairs = scored.assign(row=range(len(scored))).merge(records, on="card_id", suffixes=("", "_then"))
    ago = pairs["event_time"] - pairs["event_time_then"]
    pairs = pairs[(pairs["available_at"] <= pairs["scored_at"]) & (ago > pd.Timedelta(0))].assign(ago=ago)
    out = {"transaction_id": scored["transaction_id"].array}
    for name, window in WINDOWS.items():
        groups = pairs[pairs["ago"] <= window].groupby("row")
        for kind, found in (("count", groups.size()), ("sum", groups["amount_eur_then"].sum()), ("merchants", groups["merchant_id_then"].nunique())):
            out[f"{kind}_{name}"] = found.reindex(range(len(scored)), fill_value=0).array
    return pd.DataFrame(out, index=scored.index)
