"""Takes 0 for missing: "an empty field"."""
_bounds = bounds
def bounds(log, policy):
    return _bounds(log.assign(approved=log["approved"] & (log["profit_eur"] != 0)), policy)
