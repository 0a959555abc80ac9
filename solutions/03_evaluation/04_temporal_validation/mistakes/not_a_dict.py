"""Returns a tuple: "the order is known"."""
_compare = compare
def compare(calls, model, seed):
    return tuple(_compare(calls, model, seed).values())
