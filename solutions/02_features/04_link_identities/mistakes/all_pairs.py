"""Compares everybody with everybody: "it is only a few thousand rows"."""
def candidate_pairs(applications):
    ids = applications["application_id"].to_numpy()
    left, right = np.triu_indices(len(ids), 1)
    return pd.DataFrame({"application_id": ids[left], "other_id": ids[right]})
