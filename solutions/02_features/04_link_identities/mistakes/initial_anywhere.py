"""Lets an initial join whoever lives there: "who else should it be"."""
_strictly = _backed
def _backed(name, other, born, same, blind):
    return _strictly(name, other, born, same | {"email"} if name.initial or other.initial else same, blind)
