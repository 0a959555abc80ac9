"""Runs beside the submission, where its arguments live: what travels is a copy, and would not show what became of them."""

import copy

import numpy as np
import pandas as pd


def twice(submission, function, given, dearer):
    """Asks about the very same objects before and after the entry `dearer` of the economics has doubled and arrays have turned round.

    Returns:
        `changed`: what the first call changed, by place; `second`: the second answer, None if there was a change.
    """
    before = copy.deepcopy(given)
    getattr(submission, function)(*given)
    changed = [place for place, (was, now) in enumerate(zip(before, given, strict=True)) if not same(was, now)]
    if changed:
        return {"changed": changed, "second": None}
    for one in given:
        if isinstance(one, dict):
            one[dearer] *= 2
        if isinstance(one, np.ndarray):
            one[:] = one[::-1].copy()
    return {"changed": [], "second": getattr(submission, function)(*given)}


def same(was, now):
    """Values, dtypes and labels."""
    if isinstance(was, pd.DataFrame):
        return bool(was.equals(now))
    if isinstance(was, np.ndarray):
        return was.dtype == now.dtype and bool(np.array_equal(was, now))
    return bool(was == now)
