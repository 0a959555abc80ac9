"""Leaves the birth date out: "it is mistyped too often to be of use"."""
def _birth(one, other):
    return 2.0
