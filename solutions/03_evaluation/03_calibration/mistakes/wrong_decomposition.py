"""Swaps the first two parts: "a model that tells groups apart is a reliable one"."""
_brier = brier
def brier(p, y, bins=10):
    parts = _brier(p, y, bins)
    return {**parts, "reliability": parts["resolution"], "resolution": parts["reliability"]}
