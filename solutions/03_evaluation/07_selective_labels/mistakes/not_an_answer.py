"""Returns a pair: "low and high"."""
_bounds = bounds
def bounds(log, policy):
    return tuple(_bounds(log, policy).values())
