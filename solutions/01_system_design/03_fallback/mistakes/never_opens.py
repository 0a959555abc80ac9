"""Has no circuit: "each payment deserves a try"."""
class Decider(Decider):
    def _note(self, good, now):
        pass
