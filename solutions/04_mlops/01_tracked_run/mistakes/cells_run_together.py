"""Writes the cells of a row one after the other: "the hash takes the whole row"."""
def fingerprint(frame):
    rows = sorted("".join(map(str, row)) for row in frame.itertuples(index=False))
    return hashlib.sha256("\n".join([*frame.columns, *rows]).encode()).hexdigest()
