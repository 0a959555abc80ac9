"""Takes a payment without time for a failure of the model: "no answer is no answer"."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        reply, reason = super().ask(event, arrived_ms, deadline_ms)
        if reason == "no_time":
            self.breaker.leave(self.breaker.changes, failed=True, now_ms=self.clock.now_ms())
        return reply, reason
