"""Takes the average of the drawn errors: "above what chance gives on average is too much"."""
def calibration_error(p, y, bins=10, draws=500, seed=0):
    table, rng, ranked = reliability(p, y, bins), np.random.default_rng(seed), np.sort(p)
    ece = float(np.average((table["observed_rate"] - table["mean_predicted"]).abs(), weights=table["n"]))
    starts = table["n"].cumsum() - table["n"]
    null = [np.abs(np.add.reduceat((rng.random(len(p)) < ranked) - ranked, starts)).sum() / len(p) for _ in range(draws)]
    return {"n": len(p), "ece": ece, "null_95": float(np.mean(null)), "miscalibrated": bool(ece > np.mean(null))}
