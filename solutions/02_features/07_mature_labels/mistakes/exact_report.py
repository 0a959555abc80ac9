"""Leaves the report of that instant out: "before as_of means before"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports[reports["available_at"] < as_of], as_of, maturity)
