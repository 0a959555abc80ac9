"""Calls everything a leak: "a leak is a leak"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out.assign(kind=out["kind"].where(out["kind"] == "entity_overlap", "leak"))
