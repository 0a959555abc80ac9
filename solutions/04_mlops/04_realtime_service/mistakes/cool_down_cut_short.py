"""Counts the cool-down from the arrival of the payment that failed."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        was_open = self.breaker.opened_ms is not None
        found = super().ask(event, arrived_ms, deadline_ms)
        if self.breaker.opened_ms is not None and not was_open:
            self.breaker.opened_ms = arrived_ms
        return found
