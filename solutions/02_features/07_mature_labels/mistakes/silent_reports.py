"""Stops early without reports: "nothing was reported, so nothing is known"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    return out.assign(label=float("nan"), weight=0.0, why="immature") if reports.empty else out
