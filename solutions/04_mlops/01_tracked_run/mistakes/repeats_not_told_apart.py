"""Takes the set of rows, and their number: "then a repeated row counts"."""
def fingerprint(frame):
    rows = set(pd.util.hash_pandas_object(frame, index=False))
    return hashlib.sha256(repr((list(frame.columns), len(frame), sorted(rows))).encode()).hexdigest()
