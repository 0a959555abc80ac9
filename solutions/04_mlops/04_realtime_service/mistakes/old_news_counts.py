"""Counts every call that returns: "news is news"."""
class _Breaker(_Breaker):
    def leave(self, ticket, *, failed, now_ms):
        super().leave(self.changes, failed=failed, now_ms=now_ms)
