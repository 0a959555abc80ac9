"""Makes a number of whatever came: "float() knows"."""
_sound = _is_sound
def _is_sound(reply):
    try:
        reply["score"] = float(reply["score"])
    except (TypeError, ValueError, KeyError):
        return False
    return _sound(reply)
