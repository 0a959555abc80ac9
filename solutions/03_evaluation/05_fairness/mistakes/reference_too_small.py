"""Looks whether the group is large enough. The reference is the majority anyway."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    table = _table(applications, reference, 0, limit)
    table.loc[(table["n"] < min_group) & (table["group"] != reference), "verdict"] = "too_few"
    return table
