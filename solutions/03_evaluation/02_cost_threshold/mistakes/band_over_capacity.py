"""Chooses the cheapest bands first and staffs later: "thresholds are risk's business, capacity is operations'"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    return _choose(scored, economics, 1.0, kept)
