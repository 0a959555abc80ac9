"""Trusts the check: "A good document settles it"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return _expected_cost(p, actions, economics | {"document_stops": 1.0})
