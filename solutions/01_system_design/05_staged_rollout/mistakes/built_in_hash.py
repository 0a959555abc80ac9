"""Uses the built-in hash: "that is what it is for"."""
def in_canary(entity_id, percent, salt):
    if not 0 <= percent <= 100:
        raise ValueError(percent)
    return hash((salt, entity_id)) % 10_000 < percent * 100
