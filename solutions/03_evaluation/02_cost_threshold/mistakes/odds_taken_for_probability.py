"""Divides one cost by the other: "decline when p times fraud exceeds what declining costs"."""
_above = decline_above
def decline_above(amount_eur, economics):
    found = _above(amount_eur, economics)
    return np.where((amount_eur < 0) | (found == 1), 1.0, found / np.where(found == 1, 1, 1 - found))
