"""Notes the age beside the payments: "it is only a helper column"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    transactions["age"] = as_of - transactions["event_time"]
    return out
