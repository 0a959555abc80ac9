"""Takes a birth date with another year for a typing error: "it is one digit of eight"."""
_strictly, _exactly = _backed, _birth
def _birth(one, other):
    return 1.9 if _exactly(one, other) == -0.8 else _exactly(one, other)
def _backed(name, other, born, same, blind):
    return _strictly(name, other, SAME_BIRTH if born == 1.9 else born, same, blind)
