"""Adds the score up from its parts: "Brier is reliability minus resolution plus uncertainty"."""
_brier = brier
def brier(p, y, bins=10):
    parts = _brier(p, y, bins)
    score = parts["reliability"] - parts["resolution"] + parts["uncertainty"]
    return {**parts, "brier": score, "skill": 1 - score / parts["uncertainty"]}
