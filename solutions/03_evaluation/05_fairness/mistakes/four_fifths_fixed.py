"""Everybody knows the limit: four fifths."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    return _table(applications, reference, min_group, 0.8)
