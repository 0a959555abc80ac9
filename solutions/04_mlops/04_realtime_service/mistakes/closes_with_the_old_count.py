"""Closes, and keeps the count of failures: a single one opens it again."""
class _Breaker(_Breaker):
    def leave(self, ticket, *, failed, now_ms):
        trial = self.trial and ticket == self.changes
        super().leave(ticket, failed=failed, now_ms=now_ms)
        if trial and not failed:
            self.in_a_row = self.failures - 1
