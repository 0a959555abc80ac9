"""Activates again: "idempotent"."""
_activate = activate
def activate(log, releases, release, actor, reason, at):
    try:
        return _activate(log, releases, release, actor, reason, at)
    except ValueError:
        if not log or log[-1]['release'] != release or not actor.strip() or not reason.strip() or at < log[-1]['at']:
            raise
        return _with(log, 'activate', release, {part: releases[release][part] for part in PARTS}, actor, reason, at)
