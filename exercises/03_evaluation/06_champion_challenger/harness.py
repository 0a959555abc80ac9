"""Runs beside the submission, where its arguments live: what travels is a copy, and would not show what became of them."""

import copy

import pandas as pd


def twice(submission, function, given):
    """Asks about the very same objects before and after the amounts were turned round and the economics doubled.

    Returns:
        `changed`: places of the arguments that the first call changed; `second`: the second answer, None if there was a change.
    """
    before = copy.deepcopy(given)
    getattr(submission, function)(*given)
    changed = [place for place, (was, now) in enumerate(zip(before, given, strict=True)) if not same(was, now)]
    if changed:
        return {"changed": changed, "second": None}
    for one in given:
        if isinstance(one, dict):
            one.update({name: 2 * value for name, value in one.items()})
        if isinstance(one, pd.DataFrame):
            for name in ("is_fraud", "champion", "challenger"):
                one[name] = one[name].to_numpy()[::-1].copy()
    return {"changed": [], "second": getattr(submission, function)(*given)}


def same(was, now):
    """Values, dtypes, labels and columns."""
    return bool(was.equals(now)) if isinstance(was, pd.DataFrame) else bool(was == now)
