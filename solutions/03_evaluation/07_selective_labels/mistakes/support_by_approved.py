"""Calls those supported who were approved: "the others have no outcome"."""
_value = policy_value
def policy_value(log, policy):
    return _value(log, policy) | {"supported": _mean(log["approved"].to_numpy()[policy])}
