"""Tries a timeout once more: "it is often a hiccup"."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        reply, reason = super().ask(event, arrived_ms, deadline_ms)
        if reason == "timeout":
            return super().ask(event, self.clock.now_ms(), None)
        return reply, reason
