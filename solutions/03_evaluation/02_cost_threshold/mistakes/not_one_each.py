"""Adds it up: "the desk wants one number"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return float(_expected_cost(p, actions, economics).sum())
