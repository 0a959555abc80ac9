"""Moves on by half a window: "more folds, more certainty"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    folds = []
    for by in range(100):
        first = start + by * test / 2
        if first + train + delay + test <= until:
            folds += _splits(event_time, first, first + train + delay + test, train, delay, test)
    return folds
