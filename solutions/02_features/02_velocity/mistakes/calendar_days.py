"""Counts today and the last seven dates: "a day is a date"."""
def velocity(scored, history):
    records = history.sort_values("available_at").drop_duplicates("transaction_id")
    pairs = scored.assign(row=range(len(scored))).merge(records, on="card_id", suffixes=("", "_then"))
    pairs = pairs[(pairs["available_at"] <= pairs["scored_at"]) & (pairs["event_time_then"] < pairs["event_time"])]
    start = {"1h": pairs["event_time"] - pd.Timedelta("1h"), "24h": pairs["event_time"].dt.normalize(), "7d": pairs["event_time"].dt.normalize() - pd.Timedelta("6D")}
    out = {"transaction_id": scored["transaction_id"].array}
    for name in WINDOWS:
        groups = pairs[pairs["event_time_then"] >= start[name]].groupby("row")
        for kind, found in (("count", groups.size()), ("sum", groups["amount_eur_then"].sum()), ("merchants", groups["merchant_id_then"].nunique())):
            out[f"{kind}_{name}"] = found.reindex(range(len(scored)), fill_value=0).array
    return pd.DataFrame(out, index=scored.index)
