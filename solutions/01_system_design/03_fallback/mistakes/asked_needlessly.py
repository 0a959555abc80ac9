"""Asks first and looks at the age then: "perhaps the version is of use"."""
class Decider(Decider):
    def _is_stale(self, event, arrived):
        found = super()._is_stale(event, arrived)
        if found:
            self._model.submit(event)
        return found
