"""Does not believe a reply that came after the end: "too late is too late"."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        reply, reason = super().ask(event, arrived_ms, deadline_ms)
        if reason is None and self.timeout_ms(arrived_ms, deadline_ms) < 0:
            return None, "timeout"
        return reply, reason
