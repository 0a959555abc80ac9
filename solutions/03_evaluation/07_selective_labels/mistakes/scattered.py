"""Trains on half: "the other half is for the test"."""
_value = policy_value
def policy_value(log, policy):
    found, half = _value(log, policy), np.arange(len(log)) % 3 == 0
    if len(log) < 1_000:
        return found
    other = _value(log[half], policy[half])
    return found | {name: other[name] for name in ("estimate", "low", "high")}
