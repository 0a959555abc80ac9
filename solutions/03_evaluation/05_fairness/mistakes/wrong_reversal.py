"""Looks for groups that were thought ill-treated and are not, and not for the others."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    table = _disparity(applications, controls, known, reference).set_index("group")
    table["reverses"] &= table["ratio"] > 1
    return table.reset_index()
