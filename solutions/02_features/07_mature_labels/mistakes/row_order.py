"""Takes the last line of the log: "the log is appended to"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    known = decisions[decisions["decided_at"] <= as_of]
    return _labels(transactions, known.drop_duplicates("transaction_id", keep="last"), reports, as_of, maturity)
