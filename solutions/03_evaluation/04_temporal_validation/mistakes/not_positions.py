"""Returns masks: "they index just as well"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    return [tuple(np.isin(np.arange(len(event_time)), rows) for rows in fold) for fold in _splits(event_time, start, until, train, delay, test)]
