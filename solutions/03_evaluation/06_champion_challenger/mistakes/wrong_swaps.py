"""Leaves card checks out: "an amount of 0 is no payment"."""
_swaps = swaps
def swaps(payments, budget):
    old, new = (alerts(payments, model, budget) for model in ("champion", "challenger"))
    paid = payments["amount_eur"].to_numpy() > 0
    found, fraud = _swaps(payments, budget), payments["is_fraud"].to_numpy()
    groups = [rows & paid for rows in (old & new, new & ~old, old & ~new, ~old & ~new)]
    return found.assign(payments=[int(rows.sum()) for rows in groups], frauds=[int((rows & fraud).sum()) for rows in groups], honest=[int((rows & ~fraud).sum()) for rows in groups])
