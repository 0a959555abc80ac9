"""Adds up the letters: "any number will do"."""
def in_canary(entity_id, percent, salt):
    if not 0 <= percent <= 100:
        raise ValueError(percent)
    return sum(map(ord, f"{salt}:{entity_id}")) % 1000 < percent * 10
