"""Takes the amount's size: "money is money"."""
_above = decline_above
def decline_above(amount_eur, economics):
    return _above(np.abs(amount_eur), economics)
