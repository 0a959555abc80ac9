"""Gives what serves: "the last entry"."""
_history = history
def history(log, at):
    return _history(log, 10**9) if _history(log, at) else None
