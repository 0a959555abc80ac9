"""Answers 1 or 0: "it is true enough"."""
_in = in_canary
def in_canary(entity_id, percent, salt):
    return int(_in(entity_id, percent, salt))
