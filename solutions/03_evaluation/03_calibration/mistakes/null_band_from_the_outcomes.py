"""Resamples loans with their outcomes: "the bootstrap gives the uncertainty of anything"."""
_error = calibration_error
def calibration_error(p, y, bins=10, draws=500, seed=0):
    rng, eces = np.random.default_rng(seed), []
    for _ in range(draws):
        rows = rng.integers(0, len(p), len(p))
        groups = np.array_split(rows[np.argsort(p[rows])], bins)
        eces.append(sum(len(g) * abs(y[g].mean() - p[g].mean()) for g in groups) / len(p))
    found = _error(p, y, bins, draws, seed)
    null_95 = float(np.quantile(eces, 0.95))
    return {**found, "null_95": null_95, "miscalibrated": found["ece"] > null_95}
