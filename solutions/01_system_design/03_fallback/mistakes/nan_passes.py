"""Refuses what is below 0 or above 1: "the rest must be in between"."""
class Decider(Decider):
    def _is_sound(self, reply):
        score = reply.get("score") if isinstance(reply, dict) else None
        return super()._is_sound(reply) or (isinstance(score, float) and not (score < 0 or score > 1) and isinstance(reply.get("version"), str) and reply["version"] != "")
