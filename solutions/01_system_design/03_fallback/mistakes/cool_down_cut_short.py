"""Lets the trial out a little early: "1 ms is nothing"."""
class Decider(Decider):
    def _is_open(self, arrived):
        return self._open_since is not None and arrived - self._open_since < self._health["cool_down_ms"] - 1
