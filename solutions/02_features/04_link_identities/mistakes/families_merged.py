"""One surname at one address is one person: "the given name is often a nickname"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    home = (rows["street"].map(romanised, na_action="ignore") + rows["postcode"]).to_numpy()
    one = [home[a] == home[b] and names[a].family == names[b].family for a, b in zip(left, right, strict=True)]
    return _weigh(rows, names, left, right) + 30.0 * np.array(one, dtype=float)
def _strangers(name, other):
    return False
def _unlike_births(one, other):
    return False
