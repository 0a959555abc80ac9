"""Weights by the propensity: "the surer, the more it counts"."""
_value = policy_value
def policy_value(log, policy):
    p = log["propensity"]
    return _value(log.assign(propensity=np.where(p > 0, 0.01 / p.where(p > 0, 1), 0.0)), policy)
