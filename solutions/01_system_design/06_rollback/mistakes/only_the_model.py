"""Swaps the model: "that was the bad thing"."""
_rollback = rollback
def rollback(log, releases, actor, reason, at):
    found = _rollback(log, releases, actor, reason, at)
    found[-1]['parts'] = log[-1]['parts'] | {'model': found[-1]['parts']['model']}
    return found
