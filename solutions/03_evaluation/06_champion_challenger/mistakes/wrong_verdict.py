"""Asks for more than significance: "the champion stays unless it is certain"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    return _compare(payments, budget, economics, draws, seed) | {"verdict": "no_difference_shown"}
