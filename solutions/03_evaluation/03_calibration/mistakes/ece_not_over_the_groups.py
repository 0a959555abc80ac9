"""Averages |prediction - outcome| over single loans: "grouping only throws information away"."""
_error = calibration_error
def calibration_error(p, y, bins=10, draws=500, seed=0):
    return {**_error(p, y, bins, draws, seed), "ece": float(np.abs(p - y).mean())}
