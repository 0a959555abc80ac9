"""Opens and stays open: "an operator should look at it"."""
class _Breaker(_Breaker):
    def enter(self, now_ms):
        return self.changes if self.opened_ms is None else None
