"""Lets everybody through when the cool-down is over: "it is up again"."""
class _Breaker(_Breaker):
    def enter(self, now_ms):
        self.trial = False
        return super().enter(now_ms)
