"""Gives a tuple: "the order says it"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    return tuple(_compare(payments, budget, economics, draws, seed).values())
