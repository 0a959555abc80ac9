"""Measures a review against declining: "without it we would turn them away"."""
_decide = decide
def decide(p, economics, capacity):
    costs, wanted = _costs(p, economics), np.flatnonzero(_decide(p, economics, len(p)) == "review")
    found = _decide(p, economics, 0)
    saved = (costs["decline"] - costs["review"])[wanted]
    found[wanted[np.argsort(-saved, kind="stable")[:capacity]]] = "review"
    return found
