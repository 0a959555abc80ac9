"""Counts a payment it did not send as one more failure."""
class _Breaker(_Breaker):
    def enter(self, now_ms):
        entry = super().enter(now_ms)
        if entry is None:
            self.opened_ms = now_ms
        return entry
