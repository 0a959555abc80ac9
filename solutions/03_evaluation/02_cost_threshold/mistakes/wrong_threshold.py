"""Rounds to whole per cents: "nobody approves 1.3791 %"."""
_above = decline_above
def decline_above(amount_eur, economics):
    return _above(amount_eur, economics).round(2)
