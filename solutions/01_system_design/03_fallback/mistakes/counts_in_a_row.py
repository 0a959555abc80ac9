"""Opens after as many failures in a row as a full window holds: "one success shows that it lives"."""
class Decider(Decider):
    _row = 0
    def _note(self, good, now):
        was_open = self._open_since is not None
        super()._note(good, now)
        self._row = 0 if good else self._row + 1
        if not was_open:
            long = self._row > self._health["window"] - self._health["min_good"]
            self._open_since = now if long and self._open_since is not None else None
