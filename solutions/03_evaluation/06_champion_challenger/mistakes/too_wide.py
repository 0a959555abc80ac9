"""Takes the lowest and highest resample: "to be on the safe side"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    d = found["difference"]
    low, high = d - 1.5 * (d - found["low"]), d + 1.5 * (found["high"] - d)
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return found | {"low": low, "high": high, "verdict": verdict}
