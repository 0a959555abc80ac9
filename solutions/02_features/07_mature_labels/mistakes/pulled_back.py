"""Keeps the final decisions only: "a review is on the way to one"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    final = decisions["action"].isin(["approve", "decline"])
    return _labels(transactions, decisions[final], reports, as_of, maturity)
