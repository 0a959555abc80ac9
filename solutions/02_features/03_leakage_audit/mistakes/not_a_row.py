"""Counts rows by position: "row 5 is row 5"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out.assign(row=out["row"].map(lambda row: row if pd.isna(row) else -1 - row))
