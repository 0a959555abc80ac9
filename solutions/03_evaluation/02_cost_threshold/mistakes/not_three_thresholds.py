"""Leaves out what is never reached: "no threshold, no entry"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    found = _choose(scored, economics, review_share, kept)
    return {name: one for name, one in found.items() if name != "review_from" or one < found["decline_from"]}
