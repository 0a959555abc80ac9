"""Fills the day: "the analysts are paid anyway"."""
_decide = decide
def decide(p, economics, capacity):
    found, costs = _decide(p, economics, capacity), _costs(p, economics)
    saved = np.min([costs[one] for one in ACTIONS[:3]], axis=0) - costs["review"]
    found[np.argsort(-saved, kind="stable")[:capacity]] = "review"
    return found
