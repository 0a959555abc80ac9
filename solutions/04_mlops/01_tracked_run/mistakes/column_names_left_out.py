"""Hashes the values only: "a name is not a value"."""
def fingerprint(frame):
    rows = pd.util.hash_pandas_object(frame, index=False).sort_values()
    return hashlib.sha256(rows.to_numpy().tobytes()).hexdigest()
