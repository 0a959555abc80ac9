"""Numbers the rows afresh, as merge does: "the index is only a row number"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports, as_of, maturity).reset_index(drop=True)
