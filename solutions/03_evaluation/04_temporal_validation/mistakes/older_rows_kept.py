"""Trains on everything so far: "more data is better"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    return [(_rows(event_time, start, start + train + n * test), tested) for n, (_, tested) in enumerate(_splits(event_time, start, until, train, delay, test))]
