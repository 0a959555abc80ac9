"""Drops payments reported twice as duplicates: "one of them must be an error"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    heard = reports[(reports["available_at"] <= as_of) & (reports["kind"] == "fraud")]
    twice = heard["transaction_id"][heard["transaction_id"].duplicated()]
    return _labels(transactions, decisions, reports[~reports["transaction_id"].isin(twice)], as_of, maturity)
