"""One document number, one person: "the state has already identified them"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    shared = rows["document_number"].to_numpy()
    return _weigh(rows, names, left, right) + 30.0 * (shared[left] == shared[right])
def _strangers(name, other):
    return False
def _unlike_births(one, other):
    return False
