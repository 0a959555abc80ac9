"""Runs beside the submission, where its arguments live: what travels is a copy, and would not show what became of them."""

import copy

import numpy as np
import pandas as pd


def again(submission, function, given, changes):
    """Asks about the very same objects again and again. Before each further call the last answer is spoilt, as a caller may do
    with what is theirs, and one argument takes other contents: `changes` holds its place and these, or None.

    Returns:
        `changed`: what the first call changed, by place; `answers`: to the further calls, none if there was a change.
    """
    before = copy.deepcopy(given)
    found = getattr(submission, function)(*given)
    changed = [place for place, (was, now) in enumerate(zip(before, given, strict=True)) if not same(was, now)]
    answers = []
    for change in [] if changed else changes:
        spoil(found)
        if change is not None:
            put(given, *change)
        found = getattr(submission, function)(*given)
        answers.append(copy.deepcopy(found))
    return {"changed": changed, "answers": answers}


def spoil(found):
    if isinstance(found, np.ndarray) and found.flags.writeable:
        found[:] = found[::-1].copy()
    elif isinstance(found, list):
        found.reverse()
    elif isinstance(found, dict):
        found.clear()


def put(given, place, contents):
    one = given[place]
    if isinstance(one, np.ndarray):
        one[:] = contents
    elif isinstance(one, dict):
        one.update(contents)
    elif isinstance(one, pd.DataFrame):
        one["score"] = contents
    else:
        given[place] = contents


def same(was, now):
    """Values, dtypes, labels and what is noted at a frame."""
    if isinstance(was, pd.DataFrame):
        return bool(was.equals(now) and was.attrs == now.attrs)
    if isinstance(was, np.ndarray):
        return was.dtype == now.dtype and bool(np.array_equal(was, now))
    return bool(was == now)
