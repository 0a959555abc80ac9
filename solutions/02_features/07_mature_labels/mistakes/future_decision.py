"""Takes the outcome of the review from the log: "that is how it was decided"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    known = decisions["decided_at"].where(decisions["decided_at"] <= as_of, as_of)
    later = decisions["decided_at"] > as_of
    keep = ~decisions["transaction_id"].isin(decisions.loc[later, "transaction_id"]) | later
    return _labels(transactions, decisions.assign(decided_at=known)[keep], reports, as_of, maturity)
