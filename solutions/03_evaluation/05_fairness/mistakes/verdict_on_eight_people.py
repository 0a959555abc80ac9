"""The interval knows how many there were; no second rule is needed."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    return _table(applications, reference, 0, limit)
