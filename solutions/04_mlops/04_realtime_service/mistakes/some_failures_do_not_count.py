"""Counts errors only: "a bad score is an answer, too"."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        reply, reason = super().ask(event, arrived_ms, deadline_ms)
        if reason == "bad_reply":
            self.breaker.in_a_row, self.breaker.opened_ms = 0, None
        return reply, reason
