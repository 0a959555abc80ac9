"""The reference is the yardstick; only the group is uncertain."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    table = _table(applications, reference, min_group, limit).set_index("group")
    approved = table["approved"].clip(lower=0.5)
    error = 1.96 * np.sqrt(1 / approved - 1 / table["n"])
    centre = approved / table["n"] / table.loc[reference, "approval_rate"]
    table["low"], table["high"] = centre * np.exp(-error), centre * np.exp(error)
    table.loc[reference, ["low", "high"]] = 1.0
    return table.reset_index()
