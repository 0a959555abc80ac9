"""Rounds to what the report prints."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    table = _table(applications, reference, min_group, limit).set_index("group")
    table["approval_rate"] = table["approval_rate"].round(2)
    return table.reset_index()
