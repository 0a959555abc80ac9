"""Starts at the end of the log: "the last one that is approved"."""
_rollback = rollback


def rollback(log, releases, actor, reason, at):
    found = _rollback(log, releases, actor, reason, at)
    found[-1] = found[-1] | {"release": log[-1]["release"], "parts": dict(log[-1]["parts"])}
    return found
