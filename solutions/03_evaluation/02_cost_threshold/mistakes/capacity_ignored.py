"""Takes the cheapest action of each: "the team will manage"."""
_decide = decide
def decide(p, economics, capacity):
    return _decide(p, economics, len(p))
