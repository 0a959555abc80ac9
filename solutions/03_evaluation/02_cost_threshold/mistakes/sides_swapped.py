"""Puts the fraud on top: "the bigger the loss, the bigger the number"."""
_above = decline_above
def decline_above(amount_eur, economics):
    found = _above(amount_eur, economics)
    return np.where((amount_eur < 0) | (found == 1), 1.0, 1 - found)
