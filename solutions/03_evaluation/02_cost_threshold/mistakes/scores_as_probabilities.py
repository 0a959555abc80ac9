"""Reads the score as it stands: "predict_proba, it says so in the name"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    return _choose(scored, economics, review_share, 1.0)
