"""Returns the rows to test on only: "the rest is for training"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    return [tested for _, tested in _splits(event_time, start, until, train, delay, test)]
