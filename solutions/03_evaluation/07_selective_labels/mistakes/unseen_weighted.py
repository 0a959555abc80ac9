"""Weights all who could be approved: "they are all in the population"."""
_value = policy_value
def policy_value(log, policy):
    p = log["propensity"].to_numpy()[policy]
    weights = 1 / p[p > 0]
    return _value(log, policy) | {"effective_n": float(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0.0}
