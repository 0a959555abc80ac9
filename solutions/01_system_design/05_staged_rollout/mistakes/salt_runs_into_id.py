"""Glues salt and id: "both are in it"."""
def in_canary(entity_id, percent, salt):
    if not 0 <= percent <= 100:
        raise ValueError(percent)
    return int.from_bytes(hashlib.sha256((salt + entity_id).encode()).digest()[:6], 'big') < percent / 100 * 2**48
