"""Takes the first column of predict_proba: "the probability stands first"."""
_calibrate = calibrate
def calibrate(scored, new_scores):
    return 1 - _calibrate(scored, new_scores)
