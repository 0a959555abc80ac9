"""Shifts the place by the salt: "so every rollout begins elsewhere"."""
import zlib
def in_canary(entity_id, percent, salt):
    if not 0 <= percent <= 100:
        raise ValueError(percent)
    place = zlib.crc32(entity_id.encode()) / 2**32 + zlib.crc32(salt.encode()) % 9973 / 9973
    return percent == 100 or place % 1 * 100 < percent
