"""Counts the age of a disputed payment from its report: "a dispute needs time to settle"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    heard = reports[(reports["available_at"] <= as_of) & (reports["kind"] != "service")]
    last = heard.groupby("transaction_id")["available_at"].max().rename("told")
    told = transactions[["transaction_id"]].merge(last, on="transaction_id", how="left")["told"].set_axis(transactions.index)
    start = told.fillna(transactions["event_time"])
    return _labels(transactions.assign(event_time=start), decisions, reports, as_of, maturity)
