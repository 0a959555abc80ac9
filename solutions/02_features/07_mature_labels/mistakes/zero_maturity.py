"""Has a default for the maturity: "nobody waits for nothing"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports, as_of, maturity or pd.Timedelta("45D"))
