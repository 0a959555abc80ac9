"""Remembers the last answers: the dashboard asks for the same table over and over."""
_table = approval_table
_answers = {}
def approval_table(applications, reference, min_group, limit):
    key = len(applications), reference, min_group, limit
    if key not in _answers:
        _answers[key] = _table(applications, reference, min_group, limit)
    return _answers[key].copy()
