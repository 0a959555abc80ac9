"""Draws stolen cards and others apart: "keep the share of fraud in every resample"."""
def compare(payments, budget, economics, draws, seed):
    old, new = (_costs(payments, alerts(payments, model, budget), economics) for model in ("champion", "challenger"))
    d = 1000 * (new - old)
    _, card = np.unique(payments["card_id"].to_numpy(), return_inverse=True)
    eur, count = np.bincount(card, d), np.bincount(card)
    stolen, rng = np.bincount(card, payments["is_fraud"]) > 0, np.random.default_rng(seed)
    strata = [cards for cards in (np.flatnonzero(stolen), np.flatnonzero(~stolen)) if len(cards)]
    chosen = np.hstack([rng.choice(cards, (draws, len(cards))) for cards in strata])
    low, high = np.quantile(eur[chosen].sum(axis=1) / count[chosen].sum(axis=1), [0.025, 0.975])
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return {"difference": float(d.mean()), "low": float(low), "high": float(high), "verdict": verdict}
