"""Runs beside the submission: asks it again about the very same table, and sees what became of the arguments."""

import copy


def in_turn(submission, function, table, orders, *others):
    """Which arguments the first call changed, and the answers after each column of the same table was put in another order."""
    given = [table, *others]
    before = [copy.deepcopy(one) for one in given]
    ask = getattr(submission, function)
    ask(*given)
    changed = [place for place, (was, now) in enumerate(zip(before, given, strict=True)) if not same(was, now)]
    if changed:
        return {"changed": changed, "answers": []}
    answers = []
    for column, order in orders:
        table[column] = table[column].array.take(order)
        answers.append(ask(*given))
    return {"changed": [], "answers": answers}


def same(was, now):
    """Values, order, columns, index and what is said about them."""
    if hasattr(was, "columns"):
        alike = list(was.columns) == list(now.columns) and was.equals(now) and was.index.equals(now.index)
        return bool(
            alike
            and was.index.names == now.index.names
            and was.columns.names == now.columns.names
            and was.attrs == now.attrs
        )
    return bool(was == now)
