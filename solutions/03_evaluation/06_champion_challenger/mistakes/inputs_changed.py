"""Adds a column for its own use: "handy"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    payments["difference"] = 0.0
    return _compare(payments, budget, economics, draws, seed)
