"""Opens only when the share since the start is bad as well: "one bad hour does not undo a good week"."""
class Decider(Decider):
    _good, _all = 0, 0
    def _note(self, good, now):
        was_open = self._open_since is not None
        super()._note(good, now)
        self._good, self._all = (0, 0) if was_open else (self._good + good, self._all + 1)
        if not was_open and self._good * self._health["window"] >= self._health["min_good"] * self._all:
            self._open_since = None
