"""Cuts weights above 5: "outliers"."""
_value = policy_value
def policy_value(log, policy):
    found, seen = _value(log, policy), policy & log["approved"].to_numpy()
    if np.isnan(found["estimate"]):
        return found
    weight, profit = np.minimum(1 / log["propensity"].to_numpy()[seen], 5), log["profit_eur"].to_numpy()[seen]
    shift = (weight * profit).sum() / weight.sum() - found["estimate"]
    return found | {name: found[name] + shift for name in ("estimate", "low", "high")}
