"""Takes a stale payment for a bad call: "a fallback is a fallback"."""
class Decider(Decider):
    def _is_stale(self, event, arrived):
        found = super()._is_stale(event, arrived)
        if found and self._open_since is None:
            self._note(False, arrived)
        return found
