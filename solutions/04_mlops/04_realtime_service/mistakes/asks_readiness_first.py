"""Asks whether a model is there before asking it: "do not wait for nothing"."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        return super().ask(event, arrived_ms, deadline_ms) if _is_loaded(self.model) else (None, "error")
