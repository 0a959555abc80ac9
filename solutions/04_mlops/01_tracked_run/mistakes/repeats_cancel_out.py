"""Combines the rows by XOR, and adds their number: "XOR has no order"."""
def fingerprint(frame):
    rows = pd.util.hash_pandas_object(frame, index=False).to_numpy()
    combined = 0
    for one in rows.tolist():
        combined ^= one
    return hashlib.sha256(repr((list(frame.columns), len(frame), combined)).encode()).hexdigest()
