"""Counts what is in the ledger: "honest people have nothing to fear from a check, and goodwill is no account"."""
_expected_cost, _above = expected_cost, decline_above
def expected_cost(p, actions, economics):
    return _expected_cost(p, actions, economics | {"review_loses": 0.0})
def decline_above(amount_eur, economics):
    return _above(amount_eur, economics | {"goodwill_eur": 0.0})
