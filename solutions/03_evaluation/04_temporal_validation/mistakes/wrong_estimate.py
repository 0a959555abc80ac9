"""Takes the rate of all calls: "the base rate is the base rate"."""
_compare = compare
def compare(calls, model, seed):
    return _compare(calls, model, seed) | {"later_observed": float(calls["subscribed"].mean())}
