"""Calls everything without a label unknown: "missing is missing"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(why=out["why"].where(out["label"].notna(), "unknown"))
