"""Has no breaker: "the timeout protects us"."""
class _Breaker(_Breaker):
    def enter(self, now_ms):
        return "closed"
    def leave(self, entry, *, failed, now_ms):
        pass
