"""Takes the approval rate from the first table, where it stands already."""
_disparity = conditional_disparity
def conditional_disparity(applications, controls, known, reference):
    table = _disparity(applications, controls, known, reference).set_index("group")
    table["approval_rate"] = _grouped(applications)["approved"].mean()
    table["ratio"] = table["approval_rate"] / table["expected_rate"]
    return table.reset_index()
