"""Waits until more than the cool-down has passed."""
class _Breaker(_Breaker):
    def __init__(self, failures, cooldown_ms):
        super().__init__(failures, cooldown_ms + 1)
