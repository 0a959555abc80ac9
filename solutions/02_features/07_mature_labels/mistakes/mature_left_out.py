"""Waits twice as long to be safe: "late reports do happen"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports, as_of, maturity + pd.Timedelta("30D"))
