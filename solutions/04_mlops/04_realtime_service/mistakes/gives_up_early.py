"""Does not ask when less than 20 ms are left: "it will not make it"."""
class _Desk(_Desk):
    def timeout_ms(self, arrived_ms, deadline_ms):
        left = super().timeout_ms(arrived_ms, deadline_ms)
        return left if left >= 20 else 0
