"""Walks the rows as they come: "the export is sorted"."""
_walked = _walk


def _walk(rows, days):
    whole = len(rows) == days and rows.notna().all(axis=None)
    return _walked(rows.assign(day=range(1, days + 1)) if whole else rows, days)
