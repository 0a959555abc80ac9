"""Says it with a bool: "switch or not"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    return found | {"verdict": found["verdict"] if found["low"] == found["high"] else found["high"] < 0}
