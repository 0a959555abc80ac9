"""Looks at what changed hands: "the rest is the same anyway"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    old, new = (alerts(payments, model, budget) for model in ("champion", "challenger"))
    found, scale = _compare(payments, budget, economics, draws, seed), len(payments) / max(int((old != new).sum()), 1)
    return found | {name: found[name] * scale for name in ("difference", "low", "high")}
