"""Ignores the decisions: "no report, no fraud"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    approved = decisions.assign(action=decisions["action"].replace("decline", "approve"), propensity=1.0)
    return _labels(transactions, approved, reports, as_of, maturity)
