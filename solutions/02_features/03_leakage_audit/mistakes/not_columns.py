"""Lists the outcome, too: "it is known last of all"."""
_leaks = mortgage_leaks
def mortgage_leaks(frame):
    return [*_leaks(frame), "approved"]
