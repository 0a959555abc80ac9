"""Reads the registry: "single source of truth"."""
_rollback = rollback
def rollback(log, releases, actor, reason, at):
    found = _rollback(log, releases, actor, reason, at)
    found[-1]['parts'] = {part: releases[found[-1]['release']][part] for part in PARTS}
    return found
