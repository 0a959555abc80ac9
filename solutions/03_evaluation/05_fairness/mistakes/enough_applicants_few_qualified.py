"""Asks for enough applicants, as in the first table."""
_chances = equal_opportunity
def equal_opportunity(decisions, reference, min_group):
    table = _chances(decisions, reference, 0).set_index("group")
    table.loc[(table["n"] < min_group) | (table.loc[reference, "n"] < min_group), "verdict"] = "too_few"
    table.loc[reference, "verdict"] = "reference"
    return table.reset_index()
