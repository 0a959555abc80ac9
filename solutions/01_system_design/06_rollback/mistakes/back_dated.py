"""Writes any time: "we enter it afterwards"."""
def _check(log, actor, reason, at):
    if not actor.strip() or not reason.strip():
        raise ValueError('actor or reason')
