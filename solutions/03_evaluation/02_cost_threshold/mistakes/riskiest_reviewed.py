"""Sorts by risk: "look at the worst first"."""
_decide = decide
def decide(p, economics, capacity):
    wanted = np.flatnonzero(_decide(p, economics, len(p)) == "review")
    found = _decide(p, economics, 0)
    found[wanted[np.argsort(-p[wanted], kind="stable")[:capacity]]] = "review"
    return found
