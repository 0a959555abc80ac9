"""Never declines without a look: "a person should see it"."""
def decide(p, economics, capacity):
    costs = _costs(p, economics)
    rest = ("open", "ask", "review")
    return np.array(rest, dtype=object)[np.array([costs[one] for one in rest]).argmin(axis=0)]
