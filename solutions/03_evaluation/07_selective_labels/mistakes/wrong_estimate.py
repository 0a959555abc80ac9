"""Divides by one less: "unbiased"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    return found | {"estimate": found["estimate"] * found["effective_n"] / (found["effective_n"] - 1)}
