"""Gives the first: "the nearest"."""
_history = history
def history(log, at):
    return _history(log, max(at, log[0]['at']))
