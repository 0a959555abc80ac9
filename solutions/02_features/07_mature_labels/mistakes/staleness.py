"""Takes the maturity for the staleness: "the newest label is exactly that old"."""
_price = price_of_waiting
def price_of_waiting(transactions, decisions, reports, as_of, maturities):
    return _price(transactions, decisions, reports, as_of, maturities).assign(staleness_days=[one / pd.Timedelta("1D") for one in maturities])
