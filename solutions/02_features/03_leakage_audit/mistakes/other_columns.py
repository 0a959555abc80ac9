"""Adds a severity: "reviewers like one"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    return _audit(frame, label, decided_at, split, catalogue, recompute_as_of).assign(severity="high")
