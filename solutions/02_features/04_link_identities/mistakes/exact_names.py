"""Wants equal names: "a customer knows how to write their own name"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    other = [names[a].typed != names[b].typed for a, b in zip(left, right, strict=True)]
    return _weigh(rows, names, left, right) - 30.0 * np.array(other, dtype=float)
