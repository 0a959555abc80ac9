"""Runs beside the submission, where its argument lives: what travels is a copy, and would not show what became of it."""

import copy


def again(submission, first, second):
    """Reviews one object twice, with other contents the second time, after spoiling the first answer.

    Returns:
        `changed`: whether the first review changed the design; `then`: the answer about the other contents.
    """
    given, before = first, copy.deepcopy(first)
    found = submission.review(given)
    changed = given != before
    found.clear()
    given.clear()
    given.update(second)
    return {"changed": changed, "then": copy.deepcopy(submission.review(given))}
