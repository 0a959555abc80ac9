"""Asserts what comes in: "that is what assert is for"."""
_in = in_canary
def in_canary(entity_id, percent, salt):
    assert 0 <= percent <= 100
    return _in(entity_id, percent, salt)
