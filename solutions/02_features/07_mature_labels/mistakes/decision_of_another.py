"""Folds and strips the ids: "the systems spell them differently"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    mine, log, heard = (one.assign(transaction_id=one["transaction_id"].str.strip().str.upper()) for one in (transactions, decisions, reports))
    return _labels(mine, log, heard, as_of, maturity)
