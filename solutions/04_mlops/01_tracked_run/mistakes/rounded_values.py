"""Rounds first, so that noise in the last digit does not matter: "cents are no data"."""
_fingerprint = fingerprint
def fingerprint(frame):
    return _fingerprint(frame.round({"income_eur": 0}))
