"""Never reviews: "two numbers are easier to approve than three"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    return _choose(scored, economics, 0.0, kept)
