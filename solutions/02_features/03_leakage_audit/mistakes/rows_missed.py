"""Looks at neighbouring rows only: finds half."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    rows = out["row"].notna().cumsum() % 2 == 0
    return out[out["row"].isna() | rows]
