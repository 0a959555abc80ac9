"""Sorts the maturities: "shortest first"."""
_price = price_of_waiting
def price_of_waiting(transactions, decisions, reports, as_of, maturities):
    return _price(transactions, decisions, reports, as_of, sorted(maturities))
