"""Falls back to the bounds: "some are not supported"."""
_value = policy_value
def policy_value(log, policy):
    found, least = _value(log, policy), bounds(log, policy)
    return found if found["supported"] == 1 else found | {"all_low": least["low"], "all_high": least["high"]}
