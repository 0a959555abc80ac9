"""Calls rare exploration unsupported: "one in a hundred is nothing"."""
_value = policy_value
def policy_value(log, policy):
    return _value(log, policy) | {"supported": _mean((log["propensity"] > 0.01).to_numpy()[policy])}
