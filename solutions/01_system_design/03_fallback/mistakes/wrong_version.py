"""Reads the version once: "a model does not change under us"."""
class Decider(Decider):
    _version = None
    def _fresh(self, event):
        found = super()._fresh(event)
        self._version = self._version or found.model_version
        return found if found.source == "fallback" else Decision(found.action, "model", None, self._version)
