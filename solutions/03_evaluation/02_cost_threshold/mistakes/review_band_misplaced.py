"""Fills the band from below: "start with the first for whom a review pays, and go on until the day is over"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    free, right = _choose(scored, economics, 1.0, kept), _choose(scored, economics, review_share, kept)
    score = np.sort(scored.loc[scored["fold"] == "validation", "score"])
    begin, room = int(np.searchsorted(score, free["review_from"])), int(review_share * len(score))
    if not room or begin + room >= np.searchsorted(score, free["decline_from"]):
        return right
    return {"ask_from": free["ask_from"], "review_from": free["review_from"], "decline_from": float(score[begin + room])}
