"""Gives half widths: "plus or minus"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    half = (found["high"] - found["low"]) / 2
    return found | {"low": -half, "high": half}
