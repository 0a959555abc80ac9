"""Catches TimeoutError: "that is what happens"."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        timeout_ms = self.timeout_ms(arrived_ms, deadline_ms)
        if timeout_ms < 1:
            return None, "no_time"
        entry = self.breaker.enter(self.clock.now_ms())
        if entry is None:
            return None, "open_circuit"
        reply = reason = None
        try:
            reply = self.model.score(event, timeout_ms)
            reason = None if _is_sound(reply) else "bad_reply"
        except TimeoutError:
            reason = "timeout"
        self.breaker.leave(entry, failed=reason is not None, now_ms=self.clock.now_ms())
        return reply, reason
