"""Takes the caller's deadline for the budget: "they know how long they wait"."""
class _Desk(_Desk):
    def timeout_ms(self, arrived_ms, deadline_ms):
        if deadline_ms is None:
            return super().timeout_ms(arrived_ms, None)
        return deadline_ms - self.clock.now_ms() - self.settings["reserve_ms"]
