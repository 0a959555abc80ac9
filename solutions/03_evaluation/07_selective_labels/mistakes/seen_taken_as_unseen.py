"""Bounds every approval: "bounds are for all of them"."""
_bounds = bounds
def bounds(log, policy):
    return _bounds(log.assign(approved=False), policy)
