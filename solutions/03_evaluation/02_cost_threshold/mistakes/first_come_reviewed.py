"""Works down the list: "first come, first served"."""
_decide = decide
def decide(p, economics, capacity):
    wanted = np.flatnonzero(_decide(p, economics, len(p)) == "review")
    found = _decide(p, economics, 0)
    found[wanted[:capacity]] = "review"
    return found
