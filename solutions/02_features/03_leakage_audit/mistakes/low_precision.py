"""Flags text columns, too: "high cardinality"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    features = frame.columns.drop(["applicant_id", label, decided_at, split]).difference(out["feature"].dropna())
    extra = [one for one in features if not pd.api.types.is_numeric_dtype(frame[one])]
    return pd.concat([out, pd.DataFrame({"feature": extra, "kind": "export_order"})]) if extra else out
