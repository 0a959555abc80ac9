"""Takes silent approvals by chance for fraud once one of them was: "the policy was right about them"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    chance = out["weight"] > 1
    doubtful = chance & (out["why"] == "no_report") & (out["label"][chance] == 1).any()
    return out.assign(label=out["label"].mask(doubtful, 1.0), why=out["why"].mask(doubtful, "fraud"))
