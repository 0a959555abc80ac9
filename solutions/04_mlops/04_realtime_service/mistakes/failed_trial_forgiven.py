"""Closes at the end of the cool-down: "a new day, a new count"."""
class _Breaker(_Breaker):
    def enter(self, now_ms):
        if super().enter(now_ms) is None:
            return None
        if self.opened_ms is not None:
            self.turn(None)
        return self.changes
