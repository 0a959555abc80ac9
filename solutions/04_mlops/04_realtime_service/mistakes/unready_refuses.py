"""Refuses payments while no model is loaded: "we said we were not ready"."""
class _Desk(_Desk):
    def decide(self, event, arrived_ms, deadline_ms):
        return super().decide(event, arrived_ms, deadline_ms) if _is_loaded(self.model) else None
