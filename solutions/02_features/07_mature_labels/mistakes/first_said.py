"""Takes the report that was said first: "that is when it became known"."""
_price = price_of_waiting
def price_of_waiting(transactions, decisions, reports, as_of, maturities):
    fraud = training_labels(transactions, decisions, reports, as_of, max(maturities))["label"] == 1
    heard = reports[(reports["available_at"] <= as_of) & (reports["kind"] == "fraud")].sort_values("reported_at")
    first = heard.drop_duplicates("transaction_id").set_index("transaction_id")["available_at"]
    delay = transactions["transaction_id"].map(first) - transactions["event_time"]
    return _price(transactions, decisions, reports, as_of, maturities).assign(completeness=[(delay[fraud] <= one).mean() for one in maturities])
