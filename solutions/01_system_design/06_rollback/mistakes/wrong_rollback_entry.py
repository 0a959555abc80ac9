"""Writes an activation: "it is one"."""
_rollback = rollback
def rollback(log, releases, actor, reason, at):
    found = _rollback(log, releases, actor, reason, at)
    found[-1]['move'] = 'activate'
    return found
