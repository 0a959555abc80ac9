"""Gives a standard error to each side: "plus or minus one sigma"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    half = 0.5102 * (found["high"] - found["low"]) / 2
    return found | {"low": found["estimate"] - half, "high": found["estimate"] + half}
