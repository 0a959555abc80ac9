"""Takes an initial for another given name: "A. is not Anna"."""
_alike_names = _same_names
def _same_names(name, other):
    return -9.0 if name.initial != other.initial else _alike_names(name, other)
