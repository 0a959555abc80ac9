"""Joins all reports: "a payment has one report, surely"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    every = transactions.merge(reports, on="transaction_id", how="left")["transaction_id"]
    return out.set_axis(transactions["transaction_id"]).loc[every].reset_index(drop=True)
