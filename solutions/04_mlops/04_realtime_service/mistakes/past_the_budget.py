"""Takes 10 ms more: "clocks are never exact"."""
class _Desk(_Desk):
    def timeout_ms(self, arrived_ms, deadline_ms):
        left = super().timeout_ms(arrived_ms, deadline_ms)
        return left + 10 if left >= 1 else left
