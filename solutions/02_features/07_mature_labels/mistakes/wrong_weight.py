"""Caps the weights at a hundred: "no row should dominate"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(weight=out["weight"].clip(upper=100.0))
