"""Waits for nothing: "not reported, not fraud"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports, as_of, pd.Timedelta(0))
