"""Reports the two AUCs: "the rest is detail"."""
_compare = compare
def compare(calls, model, seed):
    return {name: value for name, value in _compare(calls, model, seed).items() if name.endswith("auc")}
