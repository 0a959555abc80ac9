"""Flags the label: "nothing leaks more"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    return pd.concat([out, pd.DataFrame({"feature": [label], "kind": ["export_order"]})])
