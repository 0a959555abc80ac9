"""Divides by all approvals: "per approval"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    if found["supported"] == 1 or len(log) < 500:
        return found
    return found | {name: found[name] * found["supported"] for name in ("estimate", "low", "high")}
