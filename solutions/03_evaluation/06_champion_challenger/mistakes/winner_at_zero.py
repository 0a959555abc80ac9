"""Lets the end count: "not above zero is not dearer"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    low, high = found["low"], found["high"]
    return found | {"verdict": "challenger" if low < high <= 0 else "champion" if high > low >= 0 else found["verdict"]}
