"""Takes a shortcut: "no difference, nothing to resample"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    return found | ({"low": 0.0, "high": 0.0} if found["difference"] == 0 else {})
