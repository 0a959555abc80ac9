"""Gives the interval alone: "the middle is in between"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    return {name: found[name] for name in ("low", "high", "verdict")}
