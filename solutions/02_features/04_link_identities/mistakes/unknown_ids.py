"""Returns row positions: "pandas hands me those"."""
def candidate_pairs(applications):
    pairs = pd.concat([_sharing(key) for key in _keys(applications.reset_index(drop=True))]).drop_duplicates()
    return pairs.set_axis(["application_id", "other_id"], axis=1)
