"""Has two bands: "a review is a step-up by people"."""
class Decider(Decider):
    def _band(self, score):
        found = super()._band(score)
        return "step_up" if found == "review" else found
