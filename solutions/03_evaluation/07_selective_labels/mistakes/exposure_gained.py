"""Takes the exposure as it stands: "the worst is the exposure"."""
_bounds = bounds
def bounds(log, policy):
    return _bounds(log.assign(exposure_eur=-log["exposure_eur"]), policy)
