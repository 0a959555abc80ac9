"""Flags every gap that goes with the outcome: "missing says something"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    features = frame.columns.drop(["applicant_id", label, decided_at, split])
    extra = [one for one in features if one not in set(out["feature"]) and frame[one].isna().any() and frame.loc[frame[one].isna(), label].mean() > 1.3 * frame[label].mean()]
    added = pd.DataFrame({"feature": extra, "row": None, "kind": "post_outcome", "evidence": "looks too good to be true"})
    return pd.concat([out, added]) if extra else out
