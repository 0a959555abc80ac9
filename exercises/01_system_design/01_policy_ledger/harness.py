"""Runs beside the submission, where its arguments live: what travels is a copy, and would not show what became of them."""

import copy

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
        if isinstance(found, pd.DataFrame):
            for name in list(found.columns):
                found[name] = 0
        if change is not None:
            put(given, *change)
        found = getattr(submission, function)(*given)
        answers.append(copy.deepcopy(found))
    return {"changed": changed, "answers": answers}


def put(given, place, contents):
    one = given[place]
    if isinstance(one, pd.DataFrame):
        for name, values in contents.items():
            one[name] = values
    elif isinstance(one, dict):
        one.update(contents)
    elif isinstance(one, list):
        one[:] = contents
    else:
        given[place] = contents


def same(was, now):
    """Values, dtypes, labels and what is noted at a frame."""
    if isinstance(was, pd.DataFrame):
        return bool(
            was.equals(now)
            and was.attrs == now.attrs
            and list(was.columns) == list(now.columns)
            and was.index.equals(now.index)
        )
    if isinstance(was, dict):
        return list(was.items()) == list(now.items())
    return bool(was == now)
