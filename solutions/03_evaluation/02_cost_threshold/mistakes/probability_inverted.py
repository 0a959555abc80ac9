"""Takes the score's other column: "p is the probability that all is well"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return _expected_cost(1 - p, actions, economics)
