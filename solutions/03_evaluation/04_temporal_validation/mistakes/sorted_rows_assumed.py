"""Looks the ends up by bisection: "a log is sorted"."""
def _rows(event_time, first, after):
    return np.arange(*event_time.searchsorted([first, after]))
