"""Judges what there is: "two of two failed"."""
class Decider(Decider):
    def _note(self, good, now):
        super()._note(good, now)
        if self._open_since is None and self._calls and sum(self._calls) < self._health["min_good"] and len(self._calls) > 1:
            self._open_since = now
