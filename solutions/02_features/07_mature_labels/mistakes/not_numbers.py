"""Writes the label as text: "readable in the CSV"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(label=out["label"].map({1.0: "fraud", 0.0: "legitimate"}))
