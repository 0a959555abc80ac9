"""Tidies up: "the bad release never happened"."""
_rollback = rollback
def rollback(log, releases, actor, reason, at):
    found = _rollback(log, releases, actor, reason, at)
    return found[:-2] + found[-1:]
