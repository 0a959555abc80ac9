"""Fills the gaps with a number that no share can be: "minus one is free"."""
_fingerprint = fingerprint
def fingerprint(frame):
    return _fingerprint(frame.fillna({"utilisation": -1.0}))
