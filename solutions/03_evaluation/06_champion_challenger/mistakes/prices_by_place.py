"""Unpacks the prices: "three values, in the order of the brief"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    placed = dict(zip(("lost_share", "alert_eur", "honest_eur"), economics.values()))
    return _compare(payments, budget, placed, draws, seed)
