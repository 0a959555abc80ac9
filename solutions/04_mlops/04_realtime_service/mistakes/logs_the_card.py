"""Logs what it asks the model: "so that we can replay it"."""
class _Desk(_Desk):
    def decide(self, event, arrived_ms, deadline_ms):
        log.debug("asking the model about %s", event)
        return super().decide(event, arrived_ms, deadline_ms)
