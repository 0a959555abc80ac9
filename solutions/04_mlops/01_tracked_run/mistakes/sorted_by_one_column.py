"""Sorts by the first column: "the id is unique"."""
def fingerprint(frame):
    rows = frame.sort_values(frame.columns[0], kind="stable")
    return hashlib.sha256(rows.to_csv(index=False).encode()).hexdigest()
