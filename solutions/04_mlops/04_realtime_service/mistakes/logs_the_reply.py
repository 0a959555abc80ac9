"""Logs a reply that is not sound: "so that the model's team can see it"."""
_sound = _is_sound
def _is_sound(reply):
    if not _sound(reply):
        log.warning("bad reply: %r", reply)
    return _sound(reply)
