"""Returns the labelled rows only: "no label, no training row"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports, as_of, maturity).dropna(subset="label")
