"""Two bootstraps, and a way out where nothing changed hands: "independent samples, as in the textbook"."""
_compare = compare
def _one(payments, model, budget, economics, draws, seed):
    cost = 1000 * _costs(payments, alerts(payments, model, budget), economics)
    _, card = np.unique(payments["card_id"].to_numpy(), return_inverse=True)
    eur, count = np.bincount(card, cost), np.bincount(card)
    chosen = np.random.default_rng([seed, len(model)]).integers(0, len(count), (draws, len(count)))
    return cost.mean(), eur[chosen].sum(axis=1) / count[chosen].sum(axis=1)
def compare(payments, budget, economics, draws, seed):
    if (alerts(payments, "champion", budget) == alerts(payments, "challenger", budget)).all():
        return _compare(payments, budget, economics, draws, seed)
    (old, olds), (new, news) = (_one(payments, model, budget, economics, draws, seed) for model in ("champion", "challenger"))
    low, high = np.quantile(news - olds, [0.025, 0.975])
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return {"difference": float(new - old), "low": float(low), "high": float(high), "verdict": verdict}
