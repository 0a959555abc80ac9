"""Holds every error against five points: "the policy says 0.05"."""
_error = calibration_error
def calibration_error(p, y, bins=10, draws=500, seed=0):
    found = _error(p, y, bins, draws, seed)
    return {**found, "miscalibrated": found["ece"] > 0.05}
