"""Gives the declined nothing: "no loan, no profit"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    here = policy & (log["propensity"].to_numpy() > 0)
    filled = np.where(log["approved"], log["profit_eur"], 0.0)
    if np.isnan(found["estimate"]) or (log["propensity"].to_numpy()[here] == 1).all():
        return found
    shift = filled[here].mean() - found["estimate"]
    return found | {name: found[name] + shift for name in ("estimate", "low", "high", "all_low", "all_high")}
