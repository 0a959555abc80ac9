"""Adds up a float for each row: "a sum has no order", but a sum of floats has, in its last digit."""
def fingerprint(frame):
    rows = pd.util.hash_pandas_object(frame, index=False) / 2.0**64
    return hashlib.sha256(repr((list(frame.columns), len(frame), float(rows.sum()))).encode()).hexdigest()
