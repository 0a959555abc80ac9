"""Keeps the ids at the class: "there is one decider"."""
_seen = {}
class Decider(Decider):
    def decide(self, event):
        self._seen = _seen
        return super().decide(event)
