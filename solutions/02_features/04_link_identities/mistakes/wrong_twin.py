"""Joins the weakest links first: "over the bar is over the bar, and this order was easier to debug"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    score = _weigh(rows, names, left, right)
    return np.where(score >= LINKED, LINKED + 1 / score, score)
