"""Weighs by the propensity: "unlikely rows count less"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(weight=(1 / out["weight"].where(out["weight"] > 0)).fillna(0.0))
