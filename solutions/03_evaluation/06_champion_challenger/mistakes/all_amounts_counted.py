"""Sums the amount of the group: "value alerted"."""
_swaps = swaps
def swaps(payments, budget):
    old, new = (alerts(payments, model, budget) for model in ("champion", "challenger"))
    amount = payments["amount_eur"].to_numpy()
    return _swaps(payments, budget).assign(fraud_eur=[float(amount[rows].sum()) for rows in (old & new, new & ~old, old & ~new, ~old & ~new)])
