"""Leaves out folds with fewer than a thousand rows to train on: "too few are noise"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    return [fold for fold in _splits(event_time, start, until, train, delay, test) if len(fold[0]) >= 1000]
