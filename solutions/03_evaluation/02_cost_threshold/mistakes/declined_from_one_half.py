"""One cut at one half: "the default of the library"."""
def choose_thresholds(scored, economics, review_share, kept):
    return {"ask_from": 0.5, "review_from": 0.5, "decline_from": 0.5}
