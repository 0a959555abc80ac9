"""Wants a score strictly inside: "0 and 1 are never honest probabilities"."""
class Decider(Decider):
    def _is_sound(self, reply):
        return super()._is_sound(reply) and 0 < reply["score"] < 1
