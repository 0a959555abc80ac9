"""Doubles the interval: "to be on the safe side"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    half = 2.0000 * (found["high"] - found["low"]) / 2
    return found | {"low": found["estimate"] - half, "high": found["estimate"] + half}
