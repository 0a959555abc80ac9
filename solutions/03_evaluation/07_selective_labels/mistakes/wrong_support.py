"""Calls explored applicants unsupported: "the old policy declines those"."""
_value = policy_value
def policy_value(log, policy):
    return _value(log, policy) | {"supported": _mean((log["propensity"] == 1).to_numpy()[policy])}
