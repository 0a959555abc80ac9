"""Looks up: "a KeyError says it"."""
_activate = activate
def activate(log, releases, release, actor, reason, at):
    releases[release]
    return _activate(log, releases, release, actor, reason, at)
