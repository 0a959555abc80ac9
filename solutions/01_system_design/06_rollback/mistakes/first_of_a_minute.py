"""Takes the first that fits: "max by time"."""
_history = history
def history(log, at):
    found = [one for one in log if one['at'] <= at]
    return _history([max(found, key=lambda one: one['at'])], at) if found else None
