"""Skips rollbacks: "only activations count"."""
_history = history
def history(log, at):
    return _history([one for one in log if one['move'] == 'activate'], at)
