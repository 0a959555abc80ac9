"""Leaves out folds without rows: "nothing to measure"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    return [fold for fold in _splits(event_time, start, until, train, delay, test) if len(fold[0]) and len(fold[1])]
