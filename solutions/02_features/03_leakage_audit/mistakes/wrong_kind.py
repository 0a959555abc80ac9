"""Calls all of them post-outcome: "all of it came later"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out.assign(kind=out["kind"].where(out["kind"] == "entity_overlap", "post_outcome"))
