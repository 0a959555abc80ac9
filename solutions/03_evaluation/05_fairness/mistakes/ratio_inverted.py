"""Divides the better rate by the worse: "white applicants are approved 1.3 times as often"."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    table = _table(applications, reference, min_group, limit).set_index("group")
    table["ratio"] = 1 / table["ratio"]
    return table.reset_index()
