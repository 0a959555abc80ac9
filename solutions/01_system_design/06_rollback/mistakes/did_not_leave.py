"""Goes one activation back: "the last one activated"."""
_rollback = rollback
def rollback(log, releases, actor, reason, at):
    found = _rollback(log, releases, actor, reason, at)
    name = [one['release'] for one in log if one['move'] == 'activate'][-2]
    parts = [one['parts'] for one in log if one['release'] == name][-1]
    found[-1] = found[-1] | {'release': name, 'parts': dict(parts)}
    return found
