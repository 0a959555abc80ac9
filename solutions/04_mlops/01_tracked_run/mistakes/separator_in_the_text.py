"""Puts a bar between the cells: "no text has a bar in it"."""
def fingerprint(frame):
    rows = sorted("|".join(map(str, row)) for row in frame.itertuples(index=False))
    return hashlib.sha256("\n".join([*frame.columns, *rows]).encode()).hexdigest()
