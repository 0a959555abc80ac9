"""Takes every finite number: "the bands take care of it"."""
def _is_sound(reply):
    if not isinstance(reply, dict) or not isinstance(reply.get("version"), str):
        return False
    score = reply.get("score")
    return isinstance(score, (int, float)) and not isinstance(score, bool) and not math.isnan(score)
