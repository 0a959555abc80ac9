"""Scales the probability: "a quarter of the payers, so a quarter of the PD"."""
def undo_undersampling(p, kept):
    return p * kept
