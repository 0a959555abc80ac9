"""Drops only what comes after: "the guidelines are known beforehand"."""
_leaks = mortgage_leaks
def mortgage_leaks(frame):
    return [one for one in _leaks(frame) if one != "meets_guidelines"]
