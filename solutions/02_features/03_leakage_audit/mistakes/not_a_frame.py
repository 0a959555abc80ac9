"""Returns the findings as dicts: "it goes into the ticket"."""
_audit = audit
def audit(frame, label, decided_at, split, catalogue, recompute_as_of):
    return _audit(frame, label, decided_at, split, catalogue, recompute_as_of).to_dict("records")
