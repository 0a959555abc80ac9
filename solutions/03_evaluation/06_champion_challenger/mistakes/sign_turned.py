"""Reports what is saved: "a saving is a positive number"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    return found | {"difference": -found["difference"], "low": -found["high"], "high": -found["low"]}
