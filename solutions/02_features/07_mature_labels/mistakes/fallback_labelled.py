"""Takes fallback approvals like any other: "the outcome is known"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions.assign(source="model"), reports, as_of, maturity)
