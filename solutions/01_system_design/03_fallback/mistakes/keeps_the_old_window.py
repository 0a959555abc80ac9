"""Closes and remembers: "the window is the window"."""
class Decider(Decider):
    def _note(self, good, now):
        if self._open_since is not None:
            self._open_since = None if good else now
        else:
            self._calls.append(good)
            if len(self._calls) == self._health["window"] and sum(self._calls) < self._health["min_good"]:
                self._open_since = now
