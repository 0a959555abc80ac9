"""Takes the rows as a set: "a set has no order"."""
_fingerprint = fingerprint
def fingerprint(frame):
    return _fingerprint(frame.drop_duplicates())
