"""Closes over every candidate pair: "somebody has already found that they share something"."""
LINKED = -99.0
def _strangers(name, other):
    return False
def _unlike_births(one, other):
    return False
