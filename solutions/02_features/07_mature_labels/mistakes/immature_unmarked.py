"""Writes no_report where it is too early: "there is none"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(why=out["why"].replace("immature", "no_report"))
