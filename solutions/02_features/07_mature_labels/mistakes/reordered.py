"""Returns the rows by time: "a table has no order"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports, as_of, maturity).loc[transactions.sort_values("event_time").index]
