"""Trusts the check: "An analyst sees everything"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return _expected_cost(p, actions, economics | {"review_stops": 1.0})
