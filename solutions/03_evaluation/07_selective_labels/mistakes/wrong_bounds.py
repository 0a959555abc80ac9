"""Lets the worst be the worst that was seen: "nobody lost more than that"."""
_bounds = bounds
def bounds(log, policy):
    worst = log["profit_eur"].min()
    return _bounds(log.assign(exposure_eur=np.minimum(log["exposure_eur"], -worst)), policy)
