"""Gives the unsupported the largest exposure: "the worst is the worst"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    if np.isnan(found["estimate"]) or found["supported"] == 1:
        return found
    share = found["supported"]
    return found | {"all_low": share * found["low"] - (1 - share) * log["exposure_eur"].max(), "all_high": share * found["high"] + (1 - share) * log["interest_eur"].max()}
