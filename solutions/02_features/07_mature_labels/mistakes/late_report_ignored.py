"""Counts reports within the maturity only: "every row gets the same window"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    paid = transactions[["transaction_id", "event_time"]]
    timed = reports.merge(paid, on="transaction_id")
    return _labels(transactions, decisions, timed[timed["available_at"] - timed["event_time"] <= maturity], as_of, maturity)
