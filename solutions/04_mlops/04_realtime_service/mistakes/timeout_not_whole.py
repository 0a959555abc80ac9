"""Computes with floats: "a number is a number"."""
class _Desk(_Desk):
    def timeout_ms(self, arrived_ms, deadline_ms):
        return super().timeout_ms(arrived_ms, deadline_ms) * 1.0
