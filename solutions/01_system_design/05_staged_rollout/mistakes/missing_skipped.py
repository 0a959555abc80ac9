"""Drops what is missing: "dropna first"."""
_walked = _walk
def _walk(rows, days):
    rows = rows.dropna().sort_values('day')
    return _walked(rows.assign(day=range(1, len(rows) + 1)), len(rows))[0], True
