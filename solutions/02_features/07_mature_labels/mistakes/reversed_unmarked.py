"""Deletes disputes that were reversed: "then there was none"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(why=out["why"].replace("reversed", "no_report"))
