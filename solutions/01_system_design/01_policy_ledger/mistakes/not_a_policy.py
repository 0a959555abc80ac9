"""Gives its place: "the caller has the list"."""
_recommend = recommend
def recommend(decisions, policies, economics, review_capacity, draws, seed):
    return ["rules", *policies].index(_recommend(decisions, policies, economics, review_capacity, draws, seed))
