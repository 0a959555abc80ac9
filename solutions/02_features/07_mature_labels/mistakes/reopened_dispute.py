"""Takes a reversal as final: "closed is closed"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    heard = reports[reports["available_at"] <= as_of]
    closed = heard.loc[heard["kind"] == "reversed", "transaction_id"]
    keep = ~heard["transaction_id"].isin(closed) | (heard["kind"] == "reversed")
    return _labels(transactions, decisions, heard[keep], as_of, maturity)
