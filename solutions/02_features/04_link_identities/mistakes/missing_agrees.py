"""Fills gaps with an empty text before comparing: "then equal is equal"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    return _weigh(rows.assign(**{name: rows[name].fillna("") for name in WEIGHTS}), names, left, right)
