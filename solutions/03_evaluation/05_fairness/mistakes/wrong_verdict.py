""""At least thirty" read as "more than thirty"."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    return _table(applications, reference, min_group + 1, limit)
