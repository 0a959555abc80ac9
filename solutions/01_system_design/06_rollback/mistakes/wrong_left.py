"""Notes what was activated before: "rollbacks do not count"."""
_activate = activate
def activate(log, releases, release, actor, reason, at):
    found = _activate(log, releases, release, actor, reason, at)
    found[-1]['left'] = next((one['release'] for one in reversed(log) if one['move'] == 'activate'), None)
    return found
