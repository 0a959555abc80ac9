"""Counts one review as an hour of work: "it is 42 EUR, ask the controller"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return _expected_cost(p, actions, economics | {"review_eur": 42.0})
