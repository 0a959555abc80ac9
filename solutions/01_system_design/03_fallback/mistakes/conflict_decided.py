"""Makes the payload part of the key: "another payload is another payment"."""
class Decider(Decider):
    def decide(self, event):
        key = repr(sorted((name, sorted(value.items()) if isinstance(value, dict) else value) for name, value in event.items()))
        if key not in self._seen:
            self._seen[key] = self._fresh(event)
        return self._seen[key]
