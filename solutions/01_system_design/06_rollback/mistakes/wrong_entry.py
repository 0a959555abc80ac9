"""Rounds the threshold: "three decimals are enough"."""
_activate = activate
def activate(log, releases, release, actor, reason, at):
    found = _activate(log, releases, release, actor, reason, at)
    found[-1]['parts']['threshold'] = round(found[-1]['parts']['threshold'], 3)
    return found
