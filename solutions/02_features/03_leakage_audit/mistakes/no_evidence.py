"""Leaves the witness empty: "see the code"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out.assign(witness=None)
