"""Looks for the outcome under one name: "the label is called defaulted"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out if label == "defaulted" else out[out["row"].notna()]
