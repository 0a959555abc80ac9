"""Hands the service what it can send on: a dictionary."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    return _table(applications, reference, min_group, limit).to_dict("list")
