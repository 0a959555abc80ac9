"""One device, one person: "nobody lends their telephone"."""
_weigh = _evidence
_before, MANY = _keys, 500
def _keys(rows):
    return [*_before(rows), rows["device_id"]]
def _evidence(rows, names, left, right):
    shared = rows["device_id"].to_numpy()
    return _weigh(rows, names, left, right) + 30.0 * (shared[left] == shared[right])
def _strangers(name, other):
    return False
def _unlike_births(one, other):
    return False
