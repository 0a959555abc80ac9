"""Compares with less: "before"."""
_history = history
def history(log, at):
    return _history(log, at - 1)
