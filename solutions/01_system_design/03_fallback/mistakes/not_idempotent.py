"""Decides each request anew: "it is another request"."""
class Decider(Decider):
    def decide(self, event):
        return self._fresh(event)
