"""Averages the gaps with their signs: "on the whole it is right"."""
_error = calibration_error
def calibration_error(p, y, bins=10, draws=500, seed=0):
    table = reliability(p, y, bins)
    gap = np.average(table["observed_rate"] - table["mean_predicted"], weights=table["n"])
    return {**_error(p, y, bins, draws, seed), "ece": float(abs(gap))}
