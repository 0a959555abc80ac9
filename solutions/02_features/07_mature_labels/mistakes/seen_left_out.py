"""Keeps what the model approved: "analysts are another process"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    last = decisions[decisions["decided_at"] <= as_of].sort_values("decided_at").drop_duplicates("transaction_id", keep="last")
    analyst = transactions["transaction_id"].isin(last.loc[last["source"] == "analyst", "transaction_id"]) & out["label"].notna()
    return out.assign(label=out["label"].mask(analyst), weight=out["weight"].mask(analyst, 0.0), why=out["why"].mask(analyst, "declined"))
