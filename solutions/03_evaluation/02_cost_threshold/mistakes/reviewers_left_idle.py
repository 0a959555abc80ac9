"""Holds a quarter of the reviews back: "never plan for 100 %"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    return _choose(scored, economics, 0.75 * review_share, kept)
