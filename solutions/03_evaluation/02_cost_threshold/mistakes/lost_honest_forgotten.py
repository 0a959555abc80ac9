"""Thinks of the mules only: "a check costs its work, honest people have nothing to fear"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return _expected_cost(p, actions, economics | {"review_loses": 0.0})
