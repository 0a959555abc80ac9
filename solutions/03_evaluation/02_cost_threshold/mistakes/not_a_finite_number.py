"""Leaves out whom there is nothing to say about: "whoever is certainly honest costs nothing, that is missing, not zero"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return np.where(p == 0, np.nan, _expected_cost(p, actions, economics))
