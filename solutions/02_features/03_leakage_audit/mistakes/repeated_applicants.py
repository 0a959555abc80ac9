"""Flags every repeated applicant of the test side: "duplicates"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    out = _audit(frame, label, decided_at, split, catalogue, recompute_as_of)
    rows = frame.index[(frame[split] == "test") & frame["applicant_id"].duplicated(keep=False)].difference(out["row"].dropna())
    extra = pd.DataFrame({"row": rows, "kind": "entity_overlap", "witness": rows})
    return pd.concat([out, extra]) if len(rows) else out
