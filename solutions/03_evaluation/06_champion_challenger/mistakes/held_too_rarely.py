"""Leans to the safe side: "cautious upwards, generous downwards"."""
def compare(payments, budget, economics, draws, seed):
    old, new = (_costs(payments, alerts(payments, model, budget), economics) for model in ("champion", "challenger"))
    d = 1000 * (new - old)
    _, card = np.unique(payments["card_id"].to_numpy(), return_inverse=True)
    error = np.sqrt((np.bincount(card, d - d.mean()) ** 2).sum()) / len(d)
    low, high = d.mean() - 0.7 * error, d.mean() + 3.3 * error
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return {"difference": float(d.mean()), "low": float(low), "high": float(high), "verdict": verdict}
