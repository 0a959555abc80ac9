"""Rounds to six digits first: "nobody pays a millionth of a cent"."""
_fingerprint = fingerprint
def fingerprint(frame):
    return _fingerprint(frame.round(6))
