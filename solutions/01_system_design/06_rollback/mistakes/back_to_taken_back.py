"""Takes the entry before: "log[-2]"."""
_rollback = rollback
def rollback(log, releases, actor, reason, at):
    found = _rollback(log, releases, actor, reason, at)
    if releases.get(log[-2]['release'], {'approved': False})['approved']:
        found[-1] = found[-1] | {'release': log[-2]['release'], 'parts': dict(log[-2]['parts'])}
    return found
