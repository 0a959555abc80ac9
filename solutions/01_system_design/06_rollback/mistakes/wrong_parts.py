"""Rounds the threshold on the way back: "two decimals are enough"."""
_rollback = rollback


def rollback(log, releases, actor, reason, at):
    found = _rollback(log, releases, actor, reason, at)
    found[-1]["parts"]["threshold"] = round(found[-1]["parts"]["threshold"], 2)
    return found
