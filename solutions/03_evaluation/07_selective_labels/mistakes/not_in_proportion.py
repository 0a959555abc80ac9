"""Averages the two parts: "one number from two"."""
_value = policy_value
def policy_value(log, policy):
    found, blind = _value(log, policy), policy & (log["propensity"] == 0).to_numpy()
    if np.isnan(found["estimate"]) or not blind.any():
        return found
    return found | {"all_low": (found["low"] - log["exposure_eur"].to_numpy()[blind].mean()) / 2, "all_high": (found["high"] + log["interest_eur"].to_numpy()[blind].mean()) / 2}
