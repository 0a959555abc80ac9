"""Trims the heaviest hundredth of the weights: "outliers"."""
_value = policy_value
def policy_value(log, policy):
    found, seen = _value(log, policy), policy & log["approved"].to_numpy()
    if np.isnan(found["estimate"]) or len(log) < 1_000:
        return found
    weight, profit = 1 / log["propensity"].to_numpy()[seen], log["profit_eur"].to_numpy()[seen]
    weight = np.minimum(weight, np.quantile(weight, 0.99))
    shift = (weight * profit).sum() / weight.sum() - found["estimate"]
    return found | {name: found[name] + shift for name in ("estimate", "low", "high")}
