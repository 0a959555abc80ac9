"""Takes an exchanged day and month for another date: "it is another date"."""
_forgiving = _birth
def _birth(one, other):
    return -9.0 if _forgiving(one, other) == 1.2 else _forgiving(one, other)
