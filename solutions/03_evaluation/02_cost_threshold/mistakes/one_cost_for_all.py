"""Prices the average payment: "one threshold can be approved, 10,000 cannot"."""
_above = decline_above
def decline_above(amount_eur, economics):
    typical = np.array([amount_eur[amount_eur > 0].mean()])
    return np.where(amount_eur < 0, 1.0, _above(typical, economics)[0])
