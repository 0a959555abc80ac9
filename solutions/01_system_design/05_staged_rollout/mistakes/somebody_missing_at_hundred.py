"""Keeps a holdout: "we need a comparison for ever"."""
_in = in_canary
def in_canary(entity_id, percent, salt):
    return _in(entity_id, percent, salt) and _in(entity_id, 99, 'holdout')
