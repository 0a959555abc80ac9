"""Joins by the number in the id: "the letter only says which system"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports.assign(transaction_id="T" + reports["transaction_id"].str[1:]), as_of, maturity)
