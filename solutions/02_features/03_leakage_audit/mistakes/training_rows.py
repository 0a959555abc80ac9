"""Flags both sides: "both are duplicates"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    tested = set(frame.loc[frame[split] == "test", "applicant_id"])
    rows = frame.index[(frame[split] == "train") & frame["applicant_id"].isin(tested)]
    return pd.concat([out, pd.DataFrame({"feature": None, "row": rows, "kind": "entity_overlap", "evidence": "applicant on both sides"})]) if len(rows) else out
