"""Strips and lowers text first: "Car is car"."""
_fingerprint = fingerprint
def fingerprint(frame):
    texts = frame.select_dtypes("str")
    return _fingerprint(frame.assign(**{name: texts[name].str.strip().str.lower() for name in texts}))
