"""Cleans the column of groups where it is."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    applications["group"] = _labels(applications)
    return _table(applications, reference, min_group, limit)
