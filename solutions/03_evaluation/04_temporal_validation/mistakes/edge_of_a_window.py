"""Includes both ends: "between is between"."""
def _rows(event_time, first, after):
    return np.flatnonzero(event_time.between(first, after))
