"""Gives the model half of the time: "to be on the safe side"."""
class _Desk(_Desk):
    def timeout_ms(self, arrived_ms, deadline_ms):
        left = super().timeout_ms(arrived_ms, deadline_ms)
        return max(left // 2, 1) if left >= 1 else left
