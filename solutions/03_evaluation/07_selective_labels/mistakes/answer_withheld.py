"""Wants more than 30: "at least thirty-one, to be safe"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    return found if not found["effective_n"] == 30 else found | dict.fromkeys(("estimate", "low", "high"), np.nan)
