"""One telephone number, one person: "they have confirmed it by text message"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    shared = rows["phone"].to_numpy()
    return _weigh(rows, names, left, right) + 30.0 * (shared[left] == shared[right])
def _strangers(name, other):
    return False
def _unlike_births(one, other):
    return False
