"""Stays with the rules once it has opened: "somebody will restart us"."""
class Decider(Decider):
    def _is_open(self, arrived):
        return self._open_since is not None
