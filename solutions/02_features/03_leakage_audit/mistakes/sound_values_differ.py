"""Compares the rows of the next weeks, too: "about then"."""
_compare = _by_time
def _by_time(frame, values, decided_at, times, warehouse):
    return _compare(frame.assign(**{decided_at: frame[decided_at] - pd.Timedelta("20D")}), values, decided_at, times, warehouse)
