"""Crosses neighbours pairwise: "ask where it beats open, decline where it beats ask"."""
def choose_thresholds(scored, economics, review_share, kept):
    p = np.linspace(0, 1, 100_001)
    costs = _costs(p, economics)
    def crossing(one, other):
        q = p[np.argmax(costs[other] < costs[one])]
        return float(q / (q + kept * (1 - q)))
    return {"ask_from": crossing("open", "ask"), "review_from": crossing("ask", "review"), "decline_from": crossing("review", "decline")}
