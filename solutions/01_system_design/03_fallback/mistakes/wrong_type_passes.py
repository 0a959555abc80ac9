"""Converts the score: "a number in quotes is a number"."""
class Decider(Decider):
    def _is_sound(self, reply):
        try:
            return 0 <= float(reply["score"]) <= 1 and isinstance(reply["version"], str) and reply["version"] != ""
        except (TypeError, ValueError, KeyError):
            return False
    def _band(self, score):
        return super()._band(float(score))
