"""Wants less in a small table: "that is the inherited book"."""
_weigh, _strictly, _rows = _evidence, _backed, [0]
def _evidence(rows, names, left, right):
    _rows[0] = len(rows)
    return _weigh(rows, names, left, right)
def _backed(name, other, born, same, blind):
    return _strictly(name, other, born, same, blind or _rows[0] < 2000)
