"""Leaves the row of the longest maturity empty: "it is complete by definition"."""
_price = price_of_waiting
def price_of_waiting(transactions, decisions, reports, as_of, maturities):
    out = _price(transactions, decisions, reports, as_of, maturities)
    return out.assign(completeness=out["completeness"].where(out["maturity"] < max(maturities)))
