"""Looks at the circuit first: "if it is open, the time does not matter"."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        opened_ms = self.breaker.opened_ms
        if opened_ms is not None and self.clock.now_ms() - opened_ms < self.breaker.cooldown_ms:
            return None, "open_circuit"
        return super().ask(event, arrived_ms, deadline_ms)
