"""Sorts upwards and takes the end: "argsort and [-k:]"."""
def decide(p, economics, capacity):
    costs = _costs(p, economics)
    without = np.array([costs[one] for one in ACTIONS[:3]])
    found = np.array(ACTIONS, dtype=object)[without.argmin(axis=0)]
    saved = without.min(axis=0) - costs["review"]
    most = np.argsort(saved, kind="stable")[::-1][:capacity]
    found[most[saved[most] > 0]] = "review"
    return found
