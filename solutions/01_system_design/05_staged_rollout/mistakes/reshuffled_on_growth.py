"""Hashes the stage too: "each stage is a fresh sample"."""
_in = in_canary
def in_canary(entity_id, percent, salt):
    return _in(entity_id, percent, f"{salt}p{percent}") or percent == 100
