"""Takes the lower record_id of a repeated transaction: "the first row is the original"."""
_velocity = velocity
def velocity(scored, history):
    pairs = scored.assign(row=range(len(scored))).merge(history, on="card_id", suffixes=("", "_then"))
    pairs = pairs[(pairs["available_at"] <= pairs["scored_at"]) & (pairs["event_time_then"] < pairs["event_time"])]
    pairs = pairs.sort_values("record_id").drop_duplicates(["row", "transaction_id_then"])
    out = {"transaction_id": scored["transaction_id"].array}
    for name, window in WINDOWS.items():
        groups = pairs[pairs["event_time_then"] >= pairs["event_time"] - window].groupby("row")
        for kind, found in (("count", groups.size()), ("sum", groups["amount_eur_then"].sum()), ("merchants", groups["merchant_id_then"].nunique())):
            out[f"{kind}_{name}"] = found.reindex(range(len(scored)), fill_value=0).array
    return pd.DataFrame(out, index=scored.index)
