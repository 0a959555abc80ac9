"""Halves the count where anybody was explored: "a rule of thumb"."""
_value = policy_value
def policy_value(log, policy):
    found, seen = _value(log, policy), policy & log["approved"].to_numpy()
    return found | {"effective_n": float(seen.sum()) * found["supported"] if seen.any() else 0.0}
