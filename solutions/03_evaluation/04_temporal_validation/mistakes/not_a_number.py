"""Rounds for reading: "two digits are enough"."""
_compare = compare
def compare(calls, model, seed):
    return {name: f"{value:.2f}" for name, value in _compare(calls, model, seed).items()}
