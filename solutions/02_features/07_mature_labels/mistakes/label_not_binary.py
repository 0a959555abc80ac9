"""Codes unknown as -1: "the column stays an integer"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(label=out["label"].fillna(-1).astype(int))
