"""Counts its own staff in: "we test on ourselves first"."""
_in = in_canary
def in_canary(entity_id, percent, salt):
    return _in(entity_id, percent, salt) or _in(entity_id, 0.4, 'staff')
