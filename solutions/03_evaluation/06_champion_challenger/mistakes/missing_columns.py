"""Puts the group into the index: "that is what groupby does"."""
_swaps = swaps
def swaps(payments, budget):
    return _swaps(payments, budget).set_index("group")
