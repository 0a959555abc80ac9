"""Closes over all links: "if A is B and B is C, then A is C"."""
def _strangers(name, other):
    return False
