"""Counts whom it compares, and forgets the others."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    table = _disparity(applications, controls, known, reference)
    return table.assign(n=table["supported"])
