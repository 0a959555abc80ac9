"""Takes `kept` from the model before this one: "they hardly change it from one training to the next"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    return _choose(scored, economics, review_share, min(1.4 * kept, 1.0))
