"""Counts every failure since the start: "failures add up"."""
class _Breaker(_Breaker):
    def leave(self, entry, *, failed, now_ms):
        before = self.in_a_row
        super().leave(entry, failed=failed, now_ms=now_ms)
        if not failed and entry == "closed":
            self.in_a_row = before
