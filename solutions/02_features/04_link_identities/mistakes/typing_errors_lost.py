"""Wants one of the two names to be right: "nobody mistypes both"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    def wrong(one, other):
        here, there = ([str(text).lower() for text in name.typed] for name in (one, other))
        return "".join(here + there).isascii() and not set(here) & set(there)
    both = [wrong(names[a], names[b]) for a, b in zip(left, right, strict=True)]
    return _weigh(rows, names, left, right) - 30.0 * np.array(both, dtype=float)
