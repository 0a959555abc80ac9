"""Sums it up: "the board wants the total"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found, scale = _compare(payments, budget, economics, draws, seed), len(payments) / 1000
    return found | {name: found[name] * scale for name in ("difference", "low", "high")}
