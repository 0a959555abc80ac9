"""Rounds to the nearest: "one review more or less"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    month = int((scored["fold"] == "validation").sum())
    return _choose(scored, economics, min((round(review_share * month) + 0.5) / month, 1.0), kept)
