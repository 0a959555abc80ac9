"""Looks for defaults at the end: "an export sorts upwards"."""
_numbered = _by_order
def _by_order(frame, values, label):
    found = _numbered(frame, values, label)
    return found if found and values[frame[label]].mean() > values.mean() else None
