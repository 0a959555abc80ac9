"""Reads the first pair of the answer: "somebody always has something in common"."""
_pairs = candidate_pairs
def candidate_pairs(applications):
    pairs = _pairs(applications)
    return pairs.astype({"other_id": type(pairs["other_id"].iloc[0])})
