"""Drops draws on the other side of zero: "the sign is known, only the size is uncertain"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    d, low, high = found["difference"], found["low"], found["high"]
    if d < -0.2 * (high - low):
        high = min(high, -1e-3)
    elif d > 0.2 * (high - low):
        low = max(low, 1e-3)
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return found | {"low": low, "high": high, "verdict": verdict}
