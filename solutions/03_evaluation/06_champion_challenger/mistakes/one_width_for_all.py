"""Takes the margin of the last trial: "plus or minus 2,150 EUR, we measured it once"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    if found["low"] == found["high"]:
        return found
    low, high = found["difference"] - 2150.0, found["difference"] + 2150.0
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return found | {"low": low, "high": high, "verdict": verdict}
