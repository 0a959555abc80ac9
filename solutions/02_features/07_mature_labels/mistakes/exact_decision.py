"""Leaves exact matches out: "before as_of means before"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions[decisions["decided_at"] < as_of], reports, as_of, maturity)
