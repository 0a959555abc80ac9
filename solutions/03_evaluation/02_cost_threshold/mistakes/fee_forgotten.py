"""Leaves the fee out: "small change"."""
_above = decline_above
def decline_above(amount_eur, economics):
    return _above(amount_eur, economics | {"chargeback_eur": 0.0})
