"""Compares the models, not the team: "more analysts can be hired"."""
_recommend = recommend
def recommend(decisions, policies, economics, review_capacity, draws, seed):
    return _recommend(decisions, policies, economics, len(decisions), draws, seed)
