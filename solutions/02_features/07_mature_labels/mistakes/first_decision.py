"""Takes the first decision: "the model's is the one that we train"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    first = decisions.sort_values("decided_at").drop_duplicates("transaction_id")
    return _labels(transactions, first, reports, as_of, maturity)
