"""Draws once and remembers: "sticky sessions"."""
import random
_drawn, _random = {}, random.Random(7)
def in_canary(entity_id, percent, salt):
    if not 0 <= percent <= 100:
        raise ValueError(percent)
    return _drawn.setdefault((salt, entity_id), _random.random()) * 100 < percent
