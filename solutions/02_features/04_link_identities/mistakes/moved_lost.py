"""Another address is another household: "the address has been verified"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    home = rows["postcode"].to_numpy()
    return _weigh(rows, names, left, right) - 30.0 * (home[left] != home[right])
