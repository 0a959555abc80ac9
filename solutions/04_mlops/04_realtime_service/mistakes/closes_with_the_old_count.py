"""Closes, and keeps the count of failures: a single one opens it again."""
class _Breaker(_Breaker):
    def leave(self, entry, *, failed, now_ms):
        before = self.in_a_row
        super().leave(entry, failed=failed, now_ms=now_ms)
        if entry == "trial":
            self.in_a_row = before
