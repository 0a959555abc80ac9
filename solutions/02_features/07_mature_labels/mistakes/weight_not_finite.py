"""Divides in every row: "the label is missing there, so nobody reads it"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    last = decisions[decisions["decided_at"] <= as_of].sort_values("decided_at").drop_duplicates("transaction_id", keep="last")
    propensity = last.set_index("transaction_id")["propensity"].reindex(transactions["transaction_id"])
    return out.assign(weight=1 / propensity.to_numpy())
