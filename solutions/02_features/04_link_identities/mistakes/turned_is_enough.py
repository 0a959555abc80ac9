"""Day and month exchanged are the same date: "it is the export's fault, not the customer's"."""
_strictly = _backed
def _backed(name, other, born, same, blind):
    return _strictly(name, other, SAME_BIRTH if born == TURNED_BIRTH else born, same, blind)
