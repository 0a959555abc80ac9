"""Takes every other birth date for another person: "we do forgive day and month, what more"."""
_forgiving = _birth
def _birth(one, other):
    return -9.0 if _forgiving(one, other) < -0.5 else _forgiving(one, other)
