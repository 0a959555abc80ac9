"""Measures against a coin: "knowing nothing is saying 50 %, and that scores 0.25"."""
_brier = brier
def brier(p, y, bins=10):
    parts = _brier(p, y, bins)
    return {**parts, "skill": 1 - parts["brier"] / 0.25}
