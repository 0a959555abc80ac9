"""Rounds the margin to 1, 2, 4 or 8 of something: "all else is false precision"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    if found["low"] == found["high"]:
        return found
    margin = 2 ** np.round(np.log2(1.08 * (found["high"] - found["low"]) / 2))
    low, high = found["difference"] - margin, found["difference"] + margin
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return found | {"low": low, "high": high, "verdict": verdict}
