"""The logarithm of 0 does not exist, so the interval is missing."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    table = _table(applications, reference, min_group, limit).set_index("group")
    table.loc[table["approved"] == 0, ["low", "high"]] = np.nan
    return table.reset_index()
