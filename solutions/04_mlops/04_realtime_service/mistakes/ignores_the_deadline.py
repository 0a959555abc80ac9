"""Knows its own budget only: "we promise 150 ms, the rest is theirs"."""
class _Desk(_Desk):
    def timeout_ms(self, arrived_ms, deadline_ms):
        return super().timeout_ms(arrived_ms, None)
