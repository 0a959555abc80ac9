"""Fills gaps with an empty text before comparing: "then equal is equal"."""
def _same(one, other):
    return one == other or not (isinstance(one, str) or isinstance(other, str))
