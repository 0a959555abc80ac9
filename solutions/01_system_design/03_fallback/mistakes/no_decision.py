"""Returns a dict: "it is JSON in the end"."""
class Decider(Decider):
    def decide(self, event):
        return dict(vars(super().decide(event)))
