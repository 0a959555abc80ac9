"""Caps the weights at ten: "no row should dominate"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(weight=out["weight"].clip(upper=10.0))
