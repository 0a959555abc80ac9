"""Stacks the blocks without removing repeats: "a pair in two blocks is twice as likely"."""
def candidate_pairs(applications):
    pairs = pd.concat([_sharing(key) for key in _keys(applications.reset_index(drop=True))])
    ids = applications["application_id"].to_numpy()
    return pd.DataFrame({"application_id": ids[pairs["row"]], "other_id": ids[pairs["row_other"]]})
