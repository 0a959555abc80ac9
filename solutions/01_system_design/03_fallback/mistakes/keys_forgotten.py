"""Keeps the last hundred ids: "nobody retries for longer"."""
class Decider(Decider):
    def decide(self, event):
        found = super().decide(event)
        while len(self._seen) > 100:
            del self._seen[next(iter(self._seen))]
        return found
