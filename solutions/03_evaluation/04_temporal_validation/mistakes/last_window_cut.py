"""Tests on what is left: "no data should be wasted"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    folds = _splits(event_time, start, until, train, delay, test)
    left = start + train + delay + len(folds) * test
    return folds + ([(_rows(event_time, start + len(folds) * test, left - delay), _rows(event_time, left, until))] if left < until else [])
