"""Wants the surname to agree: "that is what a surname is for"."""
_alike_names = _same_names
def _same_names(name, other):
    return _alike_names(name, other) if _alike(name.family, other.family) > 0.76 else -9.0
