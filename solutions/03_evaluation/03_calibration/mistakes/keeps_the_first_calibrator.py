"""Fits once and keeps the fit: "serving must not refit for every call"."""
_calibrate, _first = calibrate, []
def calibrate(scored, new_scores):
    _first.append(scored)
    return _calibrate(_first[0], new_scores)
