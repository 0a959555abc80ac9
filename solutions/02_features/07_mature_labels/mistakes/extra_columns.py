"""Returns the amount, too: "one more column cannot hurt"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports, as_of, maturity).assign(amount_eur=transactions["amount_eur"])
