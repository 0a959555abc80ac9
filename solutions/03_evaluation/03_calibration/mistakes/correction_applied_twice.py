"""Corrects what is already corrected: "training corrects, serving corrects, better safe than sorry"."""
_undo = undo_undersampling
def undo_undersampling(p, kept):
    return _undo(_undo(p, kept), kept)
