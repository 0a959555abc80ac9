"""Tests on the very next day: "the past is the past"."""
_splits = prequential_splits
def prequential_splits(event_time, start, until, train, delay, test):
    return _splits(event_time, start, until, train + delay, pd.Timedelta(0), test)
