"""Returns the rows as dicts: "the feature store wants JSON"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports, as_of, maturity).to_dict("records")
