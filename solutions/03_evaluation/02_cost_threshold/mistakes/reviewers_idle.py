"""Keeps a fifth in reserve: "never plan for 100 %"."""
_decide = decide
def decide(p, economics, capacity):
    return _decide(p, economics, capacity if capacity >= len(p) else int(capacity * 0.8))
