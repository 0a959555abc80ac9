"""Compares with the group that fares best, as the guideline on hiring does."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    table = _table(applications, reference, min_group, limit).set_index("group")
    table["ratio"] = table["approval_rate"] / table["approval_rate"].max()
    return table.reset_index()
