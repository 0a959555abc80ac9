"""Gives 90 %: "nearly the same"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    half = 0.8393 * (found["high"] - found["low"]) / 2
    return found | {"low": found["estimate"] - half, "high": found["estimate"] + half}
