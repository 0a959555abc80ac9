"""Gives the margin: "plus or minus so much"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    return found | {"low": found["low"] - found["difference"], "high": found["high"] - found["difference"]}
