"""Runs beside the submission: asks it twice about the very same table, and sees what became of the arguments."""

import copy


def twice(submission, function, table, column, *others):
    """The second answer, after `column` of the same table was turned round, and which arguments the first call changed."""
    given = [table, *others]
    before = [copy.deepcopy(one) for one in given]
    ask = getattr(submission, function)
    ask(*given)
    changed = [place for place, (was, now) in enumerate(zip(before, given, strict=True)) if not same(was, now)]
    if changed:
        return {"changed": changed, "second": None}
    table[column] = turned(table[column])
    return {"changed": [], "second": ask(*given)}


def turned(column):
    return ~column if column.dtype == bool else -column


def same(was, now):
    """Values, order, columns and index."""
    if hasattr(was, "columns"):
        return bool(list(was.columns) == list(now.columns) and was.equals(now) and was.index.equals(now.index))
    return bool(was == now)
