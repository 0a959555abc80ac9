"""Stops at the first success: "it has passed, so it goes live"."""
_recommend = recommend
def recommend(decisions, policies, economics, review_capacity, draws, seed):
    for one in policies:
        if _recommend(decisions, [one], economics, review_capacity, draws, seed) == one:
            return one
    return "rules"
