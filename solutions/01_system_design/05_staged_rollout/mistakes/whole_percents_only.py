"""Puts customers in a hundred places: "percent means hundredth"."""
def in_canary(entity_id, percent, salt):
    if not 0 <= percent <= 100:
        raise ValueError(percent)
    return int(hashlib.sha256(f"{salt}:{entity_id}".encode()).hexdigest(), 16) % 100 < percent
