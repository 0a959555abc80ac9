"""Hashes what is a number: "text and times only describe"."""
_fingerprint = fingerprint
def fingerprint(frame):
    return _fingerprint(frame.select_dtypes(["number", "bool"]))
