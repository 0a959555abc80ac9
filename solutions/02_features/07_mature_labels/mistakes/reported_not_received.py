"""Cuts the reports by when they were said: "it was fraud by then"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports.assign(available_at=reports["reported_at"]), as_of, maturity)
