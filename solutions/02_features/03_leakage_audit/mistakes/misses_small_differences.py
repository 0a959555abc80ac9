"""Compares with a tolerance of two per cent: "a recomputed mean is never quite the same"."""
_compare = _by_time
class _Seen:
    def __init__(self, values, warehouse, seen):
        self.at = lambda name, time: seen(warehouse.at(name, time)["value"], values).to_frame("value")
def _by_time(frame, values, decided_at, times, warehouse):
    near = lambda then, now: then.mask((then - now).abs() <= 0.02 * now.abs(), now) if now.dtype.kind == "f" else then
    return _compare(frame, values, decided_at, times, _Seen(values, warehouse, near))
