"""Compares rows decided three weeks ago or earlier: "by then they have settled"."""
_compare = _by_time
class _Settled:
    def __init__(self, frame, values, decided_at, warehouse):
        self.at = lambda name, time: warehouse.at(name, time).where(frame[decided_at] <= time - pd.Timedelta("20D"), values, axis=0)
def _by_time(frame, values, decided_at, times, warehouse):
    return _compare(frame, values, decided_at, times, _Settled(frame, values, decided_at, warehouse))
