"""Puts the interval below the estimate: "be prudent"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    width = found["high"] - found["low"]
    return found | {"low": found["estimate"] - 0.9 * width, "high": found["estimate"] + 0.1 * width}
