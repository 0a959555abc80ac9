"""Gives one standard error to either side: "mean plus or minus s.e."."""
def compare(payments, budget, economics, draws, seed):
    old, new = (_costs(payments, alerts(payments, model, budget), economics) for model in ("champion", "challenger"))
    d = 1000 * (new - old)
    _, card = np.unique(payments["card_id"].to_numpy(), return_inverse=True)
    beyond = np.bincount(card, d - d.mean())
    spread = np.sqrt((beyond**2).sum()) / len(d)
    low, high = d.mean() - spread, d.mean() + spread
    verdict = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    return {"difference": float(d.mean()), "low": float(low), "high": float(high), "verdict": verdict}
