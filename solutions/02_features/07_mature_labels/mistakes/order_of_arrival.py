"""Takes the report that came last: "last in is newest"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports[reports["available_at"] <= as_of].assign(reported_at=reports["available_at"]), as_of, maturity)
