"""Asks everybody for one more document: "equal treatment"."""
def decide(p, economics, capacity):
    costs = _costs(p, economics)
    rest = ("ask", "decline", "review")
    return np.array(rest, dtype=object)[np.array([costs[one] for one in rest]).argmin(axis=0)]
