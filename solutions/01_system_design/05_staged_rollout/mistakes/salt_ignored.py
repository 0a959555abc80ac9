"""Hashes the id: "the customer is what matters"."""
_in = in_canary
def in_canary(entity_id, percent, salt):
    return _in(entity_id, percent, 'all')
