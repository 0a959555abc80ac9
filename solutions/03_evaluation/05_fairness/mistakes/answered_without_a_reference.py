"""Never breaks a nightly report: what cannot be divided is missing."""
_table = approval_table
def approval_table(applications, reference, min_group, limit):
    try:
        return _table(applications, reference, min_group, limit)
    except ValueError:
        return _grouped(applications)["approved"].agg(n="size", approved="sum").assign(ratio=np.nan).reset_index()
