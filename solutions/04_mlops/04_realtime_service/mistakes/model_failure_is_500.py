"""Lets errors of the model through: "monitoring will see the 500s"."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        timeout_ms = self.timeout_ms(arrived_ms, deadline_ms)
        if timeout_ms < 1:
            return None, "no_time"
        entry = self.breaker.enter(self.clock.now_ms())
        if entry is None:
            return None, "open_circuit"
        reply = self.model.score(event, timeout_ms)
        sound = _is_sound(reply)
        self.breaker.leave(entry, failed=not sound, now_ms=self.clock.now_ms())
        return reply, None if sound else "bad_reply"
