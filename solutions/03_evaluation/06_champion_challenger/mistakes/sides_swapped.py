"""Thinks from the champion: "swapped in is what we have in production"."""
_swaps = swaps
def swaps(payments, budget):
    return _swaps(payments.rename(columns={"champion": "challenger", "challenger": "champion"}), budget)
