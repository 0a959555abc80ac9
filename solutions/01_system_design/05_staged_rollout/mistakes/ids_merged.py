"""Cleans the id: "the same customer, written differently"."""
_in = in_canary
def in_canary(entity_id, percent, salt):
    return _in(entity_id.strip().lower(), percent, salt)
