"""Leaves exact matches out: "within means less"."""
_price = price_of_waiting
def price_of_waiting(transactions, decisions, reports, as_of, maturities):
    fraud = training_labels(transactions, decisions, reports, as_of, max(maturities))["label"] == 1
    heard = reports[(reports["available_at"] <= as_of) & (reports["kind"] == "fraud")]
    delay = transactions["transaction_id"].map(heard.groupby("transaction_id")["available_at"].min()) - transactions["event_time"]
    return _price(transactions, decisions, reports, as_of, maturities).assign(completeness=[(delay[fraud] < one).mean() for one in maturities])
