"""Opens before the last failure: >= with the count from before."""
class _Breaker(_Breaker):
    def __init__(self, failures, cooldown_ms):
        super().__init__(failures - 1, cooldown_ms)
