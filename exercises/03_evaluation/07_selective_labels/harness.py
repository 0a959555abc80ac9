"""Runs beside the submission, where its arguments live: what travels is a copy, and would not show what became of them."""

import copy

import numpy as np
import pandas as pd


def twice(submission, function, given):
    """Asks about the very same objects before and after their rows have turned round and their money has grown by half.

    Returns:
        `changed`: what the first call changed, by place; `second`: the second answer, None if there was a change.
    """
    before = copy.deepcopy(given)
    getattr(submission, function)(*given)
    changed = [place for place, (was, now) in enumerate(zip(before, given, strict=True)) if not same(was, now)]
    if changed:
        return {"changed": changed, "second": None}
    for one in given:
        if isinstance(one, pd.DataFrame):
            other = turned(one)
            for name in one.columns:
                one[name] = other[name].to_numpy()
        if isinstance(one, np.ndarray):
            one[:] = one[::-1].copy()
    return {"changed": [], "second": getattr(submission, function)(*given)}


def turned(frame):
    """Rows from last to first, and all EUR half as much again."""
    found = frame.iloc[::-1].copy()
    for name in found.columns:
        if name.endswith("_eur"):
            found[name] *= 1.5
    return found


def same(was, now):
    """Values, dtypes and labels."""
    if isinstance(was, pd.DataFrame):
        return bool(was.equals(now)) and list(was.columns) == list(now.columns) and bool(was.index.equals(now.index))
    if isinstance(was, np.ndarray):
        return was.dtype == now.dtype and bool(np.array_equal(was, now))
    return bool(was == now)
