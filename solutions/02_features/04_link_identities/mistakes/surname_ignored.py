"""Forgives another surname wherever anything agrees: "people marry"."""
_strictly, _names_alike = _backed, _same_names
def _same_names(name, other):
    return max(_names_alike(name, other), 2.0) if not _unlike(name, other) else -9.0
def _backed(name, other, born, same, blind):
    return _strictly(name, other, born, same, blind) or bool(not blind and born == SAME_BIRTH and same - {"device_id"})
