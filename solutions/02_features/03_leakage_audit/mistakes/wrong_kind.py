"""Calls deleted values post-outcome: "the deletion came later"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out.assign(kind=out["kind"].replace("missingness", "post_outcome"))
