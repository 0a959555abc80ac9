"""Uses the telephone's confirmations: "the customer said so"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    called = set(reports.loc[(reports["kind"] == "fraud") & (reports["available_at"] <= as_of), "transaction_id"])
    sure = (out["why"] == "declined") & transactions["transaction_id"].isin(called)
    return out.assign(label=out["label"].mask(sure, 1.0), weight=out["weight"].mask(sure, 1.0), why=out["why"].mask(sure, "fraud"))
