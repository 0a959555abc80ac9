"""Stops training early: "the newest labels are the least certain"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    return [(_rows(event_time, start + n * test, start + n * test + train - test / 2), tested) for n, (_, tested) in enumerate(_splits(event_time, start, until, train, delay, test))]
