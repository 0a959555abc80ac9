"""Rounds to a tenth of a percent: "nobody needs more digits of a probability"."""
_undo = undo_undersampling
def undo_undersampling(p, kept):
    return np.round(_undo(p, kept), 3)
