"""Resamples payments: "n is the number of rows"."""
def compare(payments, budget, economics, draws, seed):
    old, new = (_costs(payments, alerts(payments, model, budget), economics) for model in ("champion", "challenger"))
    d = 1000 * (new - old)
    spread = 1.96 * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - spread, d.mean() + spread
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return {"difference": float(d.mean()), "low": float(low), "high": float(high), "verdict": verdict}
