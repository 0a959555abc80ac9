"""Takes a score of 0 for no score: "if not score"."""
_sound = _is_sound
def _is_sound(reply):
    return _sound(reply) and bool(reply["score"])
