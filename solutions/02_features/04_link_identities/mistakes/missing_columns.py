"""Names the columns as in the warehouse: "everybody here says left and right"."""
_pairs = candidate_pairs
def candidate_pairs(applications):
    return _pairs(applications).set_axis(["left_id", "right_id"], axis=1)
