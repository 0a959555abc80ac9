"""Selects by action and leaves the rest at 0: "there is no other action"."""
def expected_cost(p, actions, economics):
    costs = _costs(p, economics)
    return np.select([actions == one for one in ACTIONS], [costs[one] for one in ACTIONS], default=0.0)
