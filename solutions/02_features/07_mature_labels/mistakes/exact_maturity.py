"""Wants more than the maturity: "older than 90 days"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports, as_of, maturity + pd.Timedelta("1us"))
