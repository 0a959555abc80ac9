"""Labels declines as fraud: "we declined it for a reason"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    declined = out["why"] == "declined"
    return out.assign(label=out["label"].mask(declined, 1.0), weight=out["weight"].mask(declined, 1.0))
