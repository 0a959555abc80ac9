"""Takes the moments of the first table for all: "the data are of one year"."""
_compare, _first = _by_time, []
def _by_time(frame, values, decided_at, times, warehouse):
    _first.append(times)
    return _compare(frame, values, decided_at, _first[0], warehouse)
