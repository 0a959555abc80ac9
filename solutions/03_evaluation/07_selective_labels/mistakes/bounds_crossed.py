"""Thinks of the worst as high: "high loss"."""
_bounds = bounds
def bounds(log, policy):
    found = _bounds(log, policy)
    return {"low": found["high"], "high": found["low"]}
