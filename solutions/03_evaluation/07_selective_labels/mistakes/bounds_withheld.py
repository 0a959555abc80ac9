"""Has no bounds where there is no estimate: "no answer is no answer"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    return found | ({"all_low": np.nan, "all_high": np.nan} if np.isnan(found["estimate"]) else {})
