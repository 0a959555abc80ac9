"""Is not ready while the circuit is open: "take the sick one out"."""
_last = []
class _Breaker(_Breaker):
    def __init__(self, failures, cooldown_ms):
        super().__init__(failures, cooldown_ms)
        _last[:] = [self]
_loaded = _is_loaded
def _is_loaded(model):
    return _loaded(model) and _last[0].opened_ms is None
