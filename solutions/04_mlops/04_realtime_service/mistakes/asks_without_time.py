"""Asks with at least 1 ms: "worth a try"."""
class _Desk(_Desk):
    def timeout_ms(self, arrived_ms, deadline_ms):
        return max(super().timeout_ms(arrived_ms, deadline_ms), 1)
