"""Stops where the end is reached: "the last one may be incomplete"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    folds = _splits(event_time, start, until, train, delay, test)
    return folds[:-1] if start + train + delay + len(folds) * test == until else folds
