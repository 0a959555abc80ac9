"""Leaves the evidence empty: "see the code"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    return _audit(frame, label, decided_at, split, catalogue, recompute_as_of).assign(evidence="")
