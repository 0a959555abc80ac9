"""A ratio below the limit is a ratio below the limit."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    table = _table(applications, reference, min_group, limit).set_index("group")
    few = (table["n"] < min_group) | (table.loc[reference, "n"] < min_group)
    table["verdict"] = np.select([few, table["ratio"] < limit], ["too_few", "below"], "not_shown")
    table.loc[reference, "verdict"] = "reference"
    return table.reset_index()
