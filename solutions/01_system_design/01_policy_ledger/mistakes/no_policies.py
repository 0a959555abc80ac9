"""Takes the best of the list: "somebody always proposes something"."""
_recommend = recommend
def recommend(decisions, policies, economics, review_capacity, draws, seed):
    first = policies[0]
    return _recommend(decisions, policies, economics, review_capacity, draws, seed) if first else "rules"
