"""Divides by the payments of the slice: "n is known"."""
def compare(payments, budget, economics, draws, seed):
    old, new = (_costs(payments, alerts(payments, model, budget), economics) for model in ("champion", "challenger"))
    d = 1000 * (new - old)
    _, card = np.unique(payments["card_id"].to_numpy(), return_inverse=True)
    eur = np.bincount(card, d)
    chosen = np.random.default_rng(seed).integers(0, len(eur), (draws, len(eur)))
    low, high = np.quantile(eur[chosen].sum(axis=1) / len(d), [0.025, 0.975])
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return {"difference": float(d.mean()), "low": float(low), "high": float(high), "verdict": verdict}
