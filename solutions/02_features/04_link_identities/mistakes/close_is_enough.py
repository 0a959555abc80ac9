"""A birth date that is nearly right needs one thing more: "we forgive one digit everywhere"."""
_strictly, _exactly = _backed, _birth
def _birth(one, other):
    return 1.9 if _exactly(one, other) == BESIDE_BIRTH else _exactly(one, other)
def _backed(name, other, born, same, blind):
    return _strictly(name, other, SAME_BIRTH if born == 1.9 else born, same, blind)
