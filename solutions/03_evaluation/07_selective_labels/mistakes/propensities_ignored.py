"""Takes the plain mean of what was seen: "an outcome is an outcome"."""
_value = policy_value
def policy_value(log, policy):
    return _value(log.assign(propensity=np.where(log["propensity"] > 0, 1.0, 0.0)), policy) | {"effective_n": _value(log, policy)["effective_n"]}
