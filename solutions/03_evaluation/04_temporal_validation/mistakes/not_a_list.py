"""Yields the folds: "as scikit-learn does"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    yield from _splits(event_time, start, until, train, delay, test)
