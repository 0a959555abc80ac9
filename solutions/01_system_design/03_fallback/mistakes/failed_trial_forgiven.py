"""Starts anew after the cool-down: "it has had its rest"."""
class Decider(Decider):
    def _is_open(self, arrived):
        if self._open_since is not None and not super()._is_open(arrived):
            self._open_since = None
            self._calls.clear()
        return self._open_since is not None
