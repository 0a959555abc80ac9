"""Believes the warehouse about everything: "it has no objection"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out[out["kind"] != "target_encoding"]
