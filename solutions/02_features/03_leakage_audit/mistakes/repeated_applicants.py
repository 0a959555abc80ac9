"""Flags every repeated applicant of the test side: "duplicates"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    rows = frame.index[(frame[split] == "test") & frame["applicant_id"].duplicated(keep=False)].difference(out["row"].dropna())
    return pd.concat([out, pd.DataFrame({"feature": None, "row": rows, "kind": "entity_overlap", "evidence": "applicant stands there twice"})]) if len(rows) else out
