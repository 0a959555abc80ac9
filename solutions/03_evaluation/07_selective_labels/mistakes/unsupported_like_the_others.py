"""Gives the unsupported the estimate: "why should they differ?"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    if np.isnan(found["estimate"]):
        return found
    share = found["supported"]
    return found | {"all_low": share * found["low"] + (1 - share) * found["estimate"], "all_high": share * found["high"] + (1 - share) * found["estimate"]}
