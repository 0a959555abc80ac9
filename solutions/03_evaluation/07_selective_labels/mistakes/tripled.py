"""Triples: "more is more"."""
def selective_labels(frame):
    return frame.assign(answer=frame["value"] * 3)
