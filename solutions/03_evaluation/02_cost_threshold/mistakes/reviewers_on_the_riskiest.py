"""Fills the band from above: "start with the worst that we would not decline anyway"."""
_choose = choose_thresholds
def choose_thresholds(scored, economics, review_share, kept):
    free, without = (_choose(scored, economics, share, kept) for share in (1.0, 0.0))
    score = np.sort(scored.loc[scored["fold"] == "validation", "score"])
    below, room = score[score < free["decline_from"]], int(review_share * len(score))
    if not room or free["review_from"] == free["decline_from"]:
        return without
    review_from = max(float(below[-room]), free["review_from"])
    return {"ask_from": min(without["ask_from"], review_from), "review_from": review_from, "decline_from": free["decline_from"]}
