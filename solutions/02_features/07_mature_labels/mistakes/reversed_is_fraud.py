"""Reads the fraud reports only: "a report is a report"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports[reports["kind"] == "fraud"], as_of, maturity)
