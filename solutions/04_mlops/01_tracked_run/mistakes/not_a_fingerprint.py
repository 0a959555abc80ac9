"""Hands back the table as CSV: "nothing identifies the data better than the data"."""
def fingerprint(frame):
    return frame.to_csv(index=False)
