"""Keeps apart by given names only: "the birth date has been judged, pair by pair"."""
def _unlike_births(one, other):
    return False
