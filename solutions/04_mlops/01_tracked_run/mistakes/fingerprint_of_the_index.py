"""Forgets that hashing a frame takes the index in, unless told not to."""
def fingerprint(frame):
    rows = pd.util.hash_pandas_object(frame).sort_values().to_numpy()
    return hashlib.sha256("\n".join(frame.columns).encode() + rows.tobytes()).hexdigest()
