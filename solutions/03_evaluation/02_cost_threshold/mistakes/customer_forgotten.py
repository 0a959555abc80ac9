"""Counts the margin only: "goodwill is not in the ledger"."""
_above = decline_above
def decline_above(amount_eur, economics):
    return _above(amount_eur, economics | {"goodwill_eur": 0.0})
