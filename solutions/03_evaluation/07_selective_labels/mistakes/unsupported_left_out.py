"""Has one interval for all: "the estimate is the estimate"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    return found if np.isnan(found["estimate"]) else found | {"all_low": found["low"], "all_high": found["high"]}
