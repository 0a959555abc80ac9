"""Forgets the card: the windows are those of the whole platform."""
def velocity(scored, history):
    records = history.sort_values("available_at").drop_duplicates("transaction_id").sort_values("event_time")
    out = {"transaction_id": scored["transaction_id"].array}
    rows = []
    for t, decided in zip(scored["event_time"], scored["scored_at"]):
        row = {}
        for name, window in WINDOWS.items():
            first, after = records["event_time"].searchsorted(t - window), records["event_time"].searchsorted(t)
            near = records.iloc[first:after]
            near = near[near["available_at"] <= decided]
            row |= {f"count_{name}": len(near), f"sum_{name}": near["amount_eur"].sum(), f"merchants_{name}": near["merchant_id"].nunique()}
        rows.append(row)
    return pd.DataFrame(rows, index=scored.index).assign(**out)
