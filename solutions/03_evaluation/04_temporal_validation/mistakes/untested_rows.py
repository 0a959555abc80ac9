"""Moves on by the whole fold: "folds should not share anything"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    folds = []
    while start + train + delay + test <= until:
        folds += _splits(event_time, start, start + train + delay + test, train, delay, test)
        start = start + delay + test + test
    return folds
