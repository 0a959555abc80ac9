"""Fills what cannot be measured with 0: "no NaN in a report"."""
_price = price_of_waiting
def price_of_waiting(transactions, decisions, reports, as_of, maturities):
    return _price(transactions, decisions, reports, as_of, maturities).fillna({"staleness_days": 0.0, "completeness": 0.0})
