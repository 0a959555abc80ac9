"""Compares with the approval rate of the reference, all strata together."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    table = _disparity(applications, controls, known, reference).set_index("group")
    theirs = applications.loc[applications["group"] == reference, "approved"].mean()
    table["expected_rate"] = table["expected_rate"].where(table["expected_rate"].isna(), theirs)
    table["ratio"] = table["approval_rate"] / theirs
    return table.reset_index()
