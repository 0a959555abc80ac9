"""Books the whole amount: "gone is gone"."""
_above = decline_above
def decline_above(amount_eur, economics):
    return _above(amount_eur, economics | {"lost_share": 1.0})
