"""Flags an applicant once: "the applicant is the leak"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return out[out["row"].isna() | ~out["row"].map(frame["applicant_id"]).duplicated()]
