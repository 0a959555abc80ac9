"""Groups what there is: "no row, nothing to report"."""
_swaps = swaps
def swaps(payments, budget):
    found = _swaps(payments, budget)
    return found[found["payments"] > 0]
