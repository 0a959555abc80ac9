"""Looks the action up: "a KeyError says it as well"."""
def expected_cost(p, actions, economics):
    costs = _costs(p, economics)
    return np.array([costs[action][row] for row, action in enumerate(actions)])
