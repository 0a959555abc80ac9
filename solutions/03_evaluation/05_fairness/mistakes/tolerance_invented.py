"""A ratio of 0.997 is a ratio of 1: nobody wants to read about reversals that small."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    table = _disparity(applications, controls, known, reference).set_index("group")
    table["reverses"] &= (table["ratio"] - 1).abs() > 5e-3
    return table.reset_index()
