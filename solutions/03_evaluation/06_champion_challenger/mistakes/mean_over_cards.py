"""Averages each card first: "one card, one vote; that settles the dependence"."""
def compare(payments, budget, economics, draws, seed):
    old, new = (_costs(payments, alerts(payments, model, budget), economics) for model in ("champion", "challenger"))
    by_card = 1000 * pd.Series(new - old).groupby(payments["card_id"].to_numpy()).mean().to_numpy()
    chosen = np.random.default_rng(seed).integers(0, len(by_card), (draws, len(by_card)))
    low, high = np.quantile(by_card[chosen].mean(axis=1), [0.025, 0.975])
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return {"difference": float(by_card.mean()), "low": float(low), "high": float(high), "verdict": verdict}
