"""Counts the age from the last decision: "that is when it was paid"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    last = decisions[decisions["decided_at"] <= as_of].groupby("transaction_id")["decided_at"].max().rename("paid")
    paid = transactions[["transaction_id"]].merge(last, on="transaction_id", how="left")["paid"].set_axis(transactions.index)
    late = paid - transactions["event_time"] > pd.Timedelta("1h")
    return _labels(transactions.assign(event_time=transactions["event_time"].mask(late, paid)), decisions, reports, as_of, maturity)
