"""Leaves out declines and the fallback, and nothing else: "the rest was paid"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    known = decisions.assign(action=decisions["action"].where(decisions["action"] == "decline", "approve"))
    known = known.assign(propensity=known["propensity"].where(known["action"] == "decline", known["propensity"].clip(lower=0.01)))
    return _labels(transactions, known, reports, as_of, maturity)
