"""Clips the score: "a little over 1 is rounding"."""
class Decider(Decider):
    def _is_sound(self, reply):
        score = reply.get("score") if isinstance(reply, dict) else None
        is_number = isinstance(score, (int, float)) and not isinstance(score, bool) and score == score
        return is_number and isinstance(reply.get("version"), str) and reply["version"] != ""
