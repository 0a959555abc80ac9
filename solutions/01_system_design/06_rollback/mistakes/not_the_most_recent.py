"""Goes to the first: "the oldest is the safest"."""
_rollback = rollback
def rollback(log, releases, actor, reason, at):
    found = _rollback(log, releases, actor, reason, at)
    never = _taken_back(log) | {log[-1]['release']}
    name = next(one['release'] for one in log if one['release'] not in never and releases.get(one['release'], {'approved': False})['approved'])
    parts = [one['parts'] for one in log if one['release'] == name][-1]
    found[-1] = found[-1] | {'release': name, 'parts': dict(parts)}
    return found
