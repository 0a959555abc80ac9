"""Asks once to warm the connection up, and once for the score."""
class _Desk(_Desk):
    def ask(self, event, arrived_ms, deadline_ms):
        super().ask(event, arrived_ms, deadline_ms)
        return super().ask(event, arrived_ms, deadline_ms)
