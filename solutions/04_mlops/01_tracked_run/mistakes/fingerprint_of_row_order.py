"""Hashes the file as it would be written: "same bytes, same data"."""
def fingerprint(frame):
    return hashlib.sha256(frame.to_csv(index=False).encode()).hexdigest()
