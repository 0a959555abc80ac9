"""Measures how far back the labels go: "staleness is the age of the oldest"."""
_price = price_of_waiting
def price_of_waiting(transactions, decisions, reports, as_of, maturities):
    age = as_of - transactions["event_time"]
    oldest = [age[training_labels(transactions, decisions, reports, as_of, one)["label"].notna()].max() / pd.Timedelta("1D") for one in maturities]
    return _price(transactions, decisions, reports, as_of, maturities).assign(staleness_days=oldest)
