"""Plus and minus two standard errors, as for a mean."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    table = _table(applications, reference, min_group, limit).set_index("group")
    error = np.sqrt(1 / table["approved"].clip(lower=0.5) - 1 / table["n"] + 1 / table.loc[reference, "approved"] - 1 / table.loc[reference, "n"])
    others, centre = table.index[(table["approved"] > 0) & (table.index != reference)], table["ratio"]
    table.loc[others, "low"], table.loc[others, "high"] = (centre - 1.96 * centre * error)[others], (centre + 1.96 * centre * error)[others]
    return table.reset_index()
