"""Leaves unknown what was not seen: "no fraud, no amount"."""
_swaps = swaps
def swaps(payments, budget):
    found = _swaps(payments, budget)
    return found.assign(fraud_eur=found["fraud_eur"].where(found["payments"] > 0))
