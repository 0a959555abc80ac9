"""Returns the position of the action: "names are for humans"."""
_decide = decide
def decide(p, economics, capacity):
    return np.array([ACTIONS.index(one) for one in _decide(p, economics, capacity)])
