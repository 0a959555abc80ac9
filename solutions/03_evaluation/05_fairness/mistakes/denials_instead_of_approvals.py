"""Adverse impact is about the adverse decision, so it counts those."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    table = _table(applications, reference, min_group, limit).set_index("group")
    denied = 1 - table["approval_rate"]
    table["ratio"] = denied / denied[reference]
    return table.reset_index()
