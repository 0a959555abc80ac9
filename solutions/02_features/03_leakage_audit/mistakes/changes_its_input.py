"""Sorts the table by time in place: "the order does not matter"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    frame.sort_values(decided_at, inplace=True)
    return _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
