"""Leaves the given name out: "surname, birth date and address are enough"."""
def _same_names(name, other):
    return 2.5 + 2.0 * _scaled(name.family, other.family)
def _strangers(name, other):
    return False
