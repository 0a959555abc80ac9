"""Counts the analyst's time only: "an alert is an alert"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    return _compare(payments, budget, economics | {"honest_eur": 0.0}, draws, seed)
