"""Takes the stricter of equals: "in doubt, be careful"."""
def decide(p, economics, capacity):
    costs = _costs(p, economics)
    turned = ACTIONS[:3][::-1]
    without = np.array([costs[one] for one in turned])
    found = np.array(turned, dtype=object)[without.argmin(axis=0)]
    saved = without.min(axis=0) - costs["review"]
    most = np.argsort(-saved, kind="stable")[:capacity]
    found[most[saved[most] > 0]] = "review"
    return found
