"""Enters the breaker first and then looks at the clock; who leaves for lack of time does not say so."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        if self.timeout_ms(arrived_ms, deadline_ms) < 1:
            self.breaker.enter(self.clock.now_ms())
        return super().ask(event, arrived_ms, deadline_ms)
