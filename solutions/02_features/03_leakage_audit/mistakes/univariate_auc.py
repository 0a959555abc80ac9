"""Convicts any order by outcome, numbering or not: "nothing is that good"."""
_numbered = _by_order
def _by_order(frame, values, label):
    ranks, bad = values.rank(), frame[label]
    auc = (ranks[bad].mean() - (bad.sum() + 1) / 2) / (~bad).sum()
    return {"kind": "export_order"} if abs(auc - 0.5) > 0.4 else None
