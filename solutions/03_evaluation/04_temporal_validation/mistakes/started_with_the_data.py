"""Begins with the first row: "why leave out what we have"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    return _splits(event_time, min(start, event_time.min()) if len(event_time) else start, until, train, delay, test)
