"""Divides by the root of the count: "standard error of a mean"."""
_value = policy_value
def policy_value(log, policy):
    found, seen = _value(log, policy), policy & log["approved"].to_numpy()
    half = Z * log["profit_eur"].to_numpy()[seen].std() / np.sqrt(seen.sum()) if seen.any() else np.nan
    return found | {"low": found["estimate"] - half, "high": found["estimate"] + half}
