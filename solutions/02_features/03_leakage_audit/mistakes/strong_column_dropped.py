"""Drops what predicts well: "too good"."""
_leaks = mortgage_leaks
def mortgage_leaks(frame):
    return [*_leaks(frame), "public_record"]
