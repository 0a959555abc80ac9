"""Draws every outcome at the base rate: "under the null hypothesis the model knows nothing"."""
_error = calibration_error
def calibration_error(p, y, bins=10, draws=500, seed=0):
    rng, found = np.random.default_rng(seed), _error(p, y, bins, 1, seed)
    groups = np.array_split(np.argsort(p), bins)
    eces = []
    for _ in range(draws):
        outcomes = rng.random(len(p)) < y.mean()
        eces.append(sum(len(g) * abs(outcomes[g].mean() - p[g].mean()) for g in groups) / len(p))
    null_95 = float(np.quantile(eces, 0.95))
    return {**found, "null_95": null_95, "miscalibrated": found["ece"] > null_95}
