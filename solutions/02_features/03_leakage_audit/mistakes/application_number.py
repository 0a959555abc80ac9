"""Convicts a numbering with an AUC above 0.6: "an id carries nothing"."""
_numbered = _by_order
def _by_order(frame, values, label):
    if sorted(values) != list(range(1, len(frame) + 1)):
        return None
    ranks, bad = values.rank(), frame[label]
    auc = (ranks[bad].mean() - (bad.sum() + 1) / 2) / (~bad).sum()
    return {"kind": "export_order"} if abs(auc - 0.5) > 0.1 else None
