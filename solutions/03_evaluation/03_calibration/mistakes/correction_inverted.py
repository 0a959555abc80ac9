"""Divides where it should multiply: "payers were cut to a quarter, so scale back up by four"."""
def undo_undersampling(p, kept):
    odds = p / (1 - p) / kept
    return odds / (1 + odds)
