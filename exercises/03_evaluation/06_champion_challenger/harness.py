"""Runs beside the submission, where its arguments live: what travels is a copy, and would not show what became of them."""

import copy

import pandas as pd


def again(submission, function, given, steps):
    """Asks about the very same objects after each change of their contents.

    Args:
        steps: columns whose values are turned round, one after another; `economics` swaps two of its prices.

    Returns:
        `changed`: places of the arguments that the first call changed; `answers`: one after each step, none if there was a change.
    """
    before = copy.deepcopy(given)
    getattr(submission, function)(*given)
    changed = [place for place, (was, now) in enumerate(zip(before, given, strict=True)) if not same(was, now)]
    if changed:
        return {"changed": changed, "answers": []}
    payments, answers = given[0], []
    for step in steps:
        if step == "economics":
            for one in given:
                if isinstance(one, dict):
                    one.update({"alert_eur": one["honest_eur"], "honest_eur": one["alert_eur"]})
        else:
            payments[step] = payments[step].to_numpy()[::-1].copy()
        answers.append(copy.deepcopy(getattr(submission, function)(*given)))
    return {"changed": [], "answers": answers}


def same(was, now):
    """Values, dtypes, labels and columns."""
    return bool(was.equals(now)) if isinstance(was, pd.DataFrame) else bool(was == now)
