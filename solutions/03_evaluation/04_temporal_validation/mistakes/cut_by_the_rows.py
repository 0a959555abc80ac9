"""Stops with the last row: "there is nothing to test after it"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    least = start + train + delay + test
    return _splits(event_time, start, max(least, min(until, event_time.max())) if least <= until and len(event_time) else until, train, delay, test)
