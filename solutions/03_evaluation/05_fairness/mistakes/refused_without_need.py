"""Refuses a reference without approvals, as the first function does."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    if not applications.loc[(applications["group"] == reference).to_numpy(), "approved"].any():
        raise ValueError(f"nobody of {reference} was approved")
    return _disparity(applications, controls, known, reference)
