"""Books the whole amount: "gone is gone"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    return _compare(payments, budget, economics | {"lost_share": 1.0}, draws, seed)
