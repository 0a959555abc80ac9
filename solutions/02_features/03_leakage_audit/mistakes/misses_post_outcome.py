"""Compares where the warehouse had a value: "NaN is not comparable"."""
_compare = _by_time
class _Seen:
    def __init__(self, values, warehouse, seen):
        self.at = lambda name, time: seen(warehouse.at(name, time)["value"], values).to_frame("value")
def _by_time(frame, values, decided_at, times, warehouse):
    return _compare(frame, values, decided_at, times, _Seen(values, warehouse, lambda then, now: then.fillna(now)))
