"""Divides by all approvals: "per approval"."""
_value = policy_value
def policy_value(log, policy):
    found, possible = _value(log, policy), policy & (log["propensity"] > 0).to_numpy()
    if found["supported"] == 1 or len(log) < 500:
        return found
    return found | {name: found[name] * found["supported"] for name in ("estimate", "low", "high")}
