"""Declines whoever is rather a mule than not: "more likely than not"."""
def decide(p, economics, capacity):
    return np.where(p >= 0.5, "decline", "open")
