"""Takes every dispute for fraud: "the customer wants the money back"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    return _labels(transactions, decisions, reports.replace({"kind": {"service": "fraud"}}), as_of, maturity)
