"""Remembers the bounds of a log: "the log of a month does not change"."""
_bounds, _known = bounds, {}
def bounds(log, policy):
    key = (id(log), int(policy.sum()))
    return _known.setdefault(key, _bounds(log, policy))
