"""Refuses what is below 0 or above 1: NaN is neither."""
_sound = _is_sound
def _is_sound(reply):
    if isinstance(reply, dict) and isinstance(reply.get("score"), float) and math.isnan(reply["score"]):
        return not (reply["score"] < 0 or reply["score"] > 1)
    return _sound(reply)
