"""Flags what predicts too well: "nothing is that good"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    features = frame.columns.drop(["applicant_id", label, decided_at, split])
    extra = [one for one in features if one not in set(out["feature"]) and pd.api.types.is_numeric_dtype(frame[one]) and abs(frame[one].corr(frame[label].astype(float), method="spearman")) > 0.4]
    added = pd.DataFrame({"feature": extra, "row": None, "kind": "post_outcome", "evidence": "looks too good to be true"})
    return pd.concat([out, added]) if extra else out
