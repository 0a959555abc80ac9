"""Reads the clock inside the breaker's lock: "one instant for one step"."""
class _Desk(_Desk):
    def __init__(self, *args):
        super().__init__(*args)
        self.breaker.clock = self.clock
class _Breaker(_Breaker):
    def leave(self, ticket, *, failed, now_ms):
        with self.lock:
            now_ms = self.clock.now_ms()
        super().leave(ticket, failed=failed, now_ms=now_ms)
