"""Compares street and number: "the town is in the postcode, and that is mistyped"."""
_weigh = _evidence
def _near(one, other):
    return _same(one, other)
def _evidence(rows, names, left, right):
    return _weigh(rows.assign(town="here"), names, left, right)
