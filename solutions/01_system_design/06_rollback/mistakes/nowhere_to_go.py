"""Stays: "better than nothing"."""
_rollback = rollback
def rollback(log, releases, actor, reason, at):
    try:
        return _rollback(log, releases, actor, reason, at)
    except ValueError:
        _check(log, actor, reason, at)
        return list(log)
