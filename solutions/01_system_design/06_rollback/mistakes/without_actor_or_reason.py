"""Compares with the empty text: "not actor"."""
def _check(log, actor, reason, at):
    if not actor or not reason or (log and at < log[-1]['at']):
        raise ValueError('actor, reason or time')
