"""Only brings the base rate back: "the sampling was all that was wrong with the scores"."""
def calibrate(scored, new_scores):
    rate = scored.groupby("fold")["defaulted"].mean()
    odds = rate / (1 - rate)
    return undo_undersampling(new_scores, odds["calibration"] / odds["train"])
