"""Counts the payments old enough: "mature is usable"."""
_price = price_of_waiting
def price_of_waiting(transactions, decisions, reports, as_of, maturities):
    age = as_of - transactions["event_time"]
    return _price(transactions, decisions, reports, as_of, maturities).assign(usable=[int((age >= one).sum()) for one in maturities])
