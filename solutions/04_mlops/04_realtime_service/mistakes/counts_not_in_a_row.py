"""Counts every failure since the start: "failures add up"."""
class _Breaker(_Breaker):
    def leave(self, ticket, *, failed, now_ms):
        before = self.in_a_row
        super().leave(ticket, failed=failed, now_ms=now_ms)
        if not failed and self.opened_ms is None and ticket == self.changes:
            self.in_a_row = before
