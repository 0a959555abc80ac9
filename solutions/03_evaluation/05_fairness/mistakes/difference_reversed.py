"""Reports by how much the group falls short: reference minus group."""
_difference = standardised_difference
def standardised_difference(scored, reference):
    table = _difference(scored, reference)
    table["difference"] = -table["difference"]
    return table
