"""Looks at the last entry only: "that is the state"."""
_activate = activate


def activate(log, releases, release, actor, reason, at):
    forgotten = [one | {"left": None} for one in log[:-1]] + log[-1:]
    found = _activate(forgotten, releases, release, actor, reason, at)
    return [one | {"parts": dict(one["parts"])} for one in log] + found[-1:]
