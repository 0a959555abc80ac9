"""Declines whom nobody could look at: "no review, no account"."""
_decide = decide
def decide(p, economics, capacity):
    found, wanted = _decide(p, economics, capacity), _decide(p, economics, len(p)) == "review"
    found[wanted & (found != "review")] = "decline"
    return found
