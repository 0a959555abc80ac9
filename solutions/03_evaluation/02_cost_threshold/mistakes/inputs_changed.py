"""Clips in place: "log of zero is trouble, so keep away from the ends"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    cost = _expected_cost(p, actions, economics)
    np.clip(p, 0.01, 0.99, out=p)
    return cost
