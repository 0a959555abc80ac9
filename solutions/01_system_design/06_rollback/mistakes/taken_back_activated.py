"""Looks at the last entry: "that is the state"."""
def _taken_back(log):
    return {log[-1]['left']} if log and log[-1]['move'] == 'rollback' else set()
