"""Remembers the plan of the day: "it is asked for again and again"."""
_decide, _plans = decide, {}
def decide(p, economics, capacity):
    key = (len(p), capacity, economics["turned_away_eur"])
    if key not in _plans:
        _plans[key] = _decide(p, economics, capacity)
    return _plans[key].copy()
