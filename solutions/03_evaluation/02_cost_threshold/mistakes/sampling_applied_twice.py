"""Divides where it should multiply: "honest applicants were cut, so scale up"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    return _choose(scored, economics, review_share, 1 / kept)
