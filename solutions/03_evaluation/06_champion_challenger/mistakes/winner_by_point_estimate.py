"""Names the cheaper one: "the best estimate is the best estimate"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    d = found["difference"]
    return found | {"verdict": "challenger" if d < 0 else "champion" if d > 0 else "no_difference_shown"}
