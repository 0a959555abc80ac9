"""Bounds the windows below only: "what I could read by then had happened"."""
def velocity(scored, history):
    records = history.sort_values("available_at").drop_duplicates("transaction_id")
    pairs = scored.assign(row=range(len(scored))).merge(records, on="card_id", suffixes=("", "_then"))
    pairs = pairs[(pairs["available_at"] <= pairs["scored_at"]) & (pairs["transaction_id"] != pairs["transaction_id_then"])]
    out = {"transaction_id": scored["transaction_id"].array}
    for name, window in WINDOWS.items():
        groups = pairs[pairs["event_time_then"] >= pairs["event_time"] - window].groupby("row")
        for kind, found in (("count", groups.size()), ("sum", groups["amount_eur_then"].sum()), ("merchants", groups["merchant_id_then"].nunique())):
            out[f"{kind}_{name}"] = found.reindex(range(len(scored)), fill_value=0).array
    return pd.DataFrame(out, index=scored.index)
