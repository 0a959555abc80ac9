"""Divides by the rows of the log: "per applicant"."""
_bounds = bounds
def bounds(log, policy):
    return {end: value * policy.sum() / len(log) if len(log) else value for end, value in _bounds(log, policy).items()}
