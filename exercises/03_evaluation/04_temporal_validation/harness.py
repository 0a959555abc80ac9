"""Runs beside the submission: calls it where its arguments live, since what travels is a copy."""


def twice(submission, event_time, plan):
    """The folds before and after all times have moved in the same series, and whether the series was changed."""
    before = event_time.copy()
    first = submission.prequential_splits(event_time, *plan)
    if not (before.equals(event_time) and before.index.equals(event_time.index)):
        return {"first": first, "changed": True, "second": None}
    event_time[:] = event_time.array[::-1].copy()
    return {"first": first, "changed": False, "second": submission.prequential_splits(event_time, *plan)}


def checked(submission, splits, event_time, label_at):
    """What the review finds, which of the arguments it changed, and what it finds when asked the same again."""
    splits = [tuple(positions.copy() for positions in fold) for fold in splits]
    before = [tuple(positions.copy() for positions in fold) for fold in splits], event_time.copy(), label_at.copy()
    found = submission.check_splits(splits, event_time, label_at)
    same = len(splits) == len(before[0]) and all(
        len(fold) == 2 and all((now == was).all() for now, was in zip(fold, then, strict=True))
        for fold, then in zip(splits, before[0], strict=True)
    )
    times = (("event_time", event_time, before[1]), ("label_at", label_at, before[2]))
    changed = [name for name, now, was in times if not (was.equals(now) and was.index.equals(now.index))]
    again = submission.check_splits(*before)
    return {"found": found, "changed": ([] if same else ["splits"]) + changed, "again": again}


def compared(submission, calls, model, seed):
    """The estimates, and whether the calls were changed."""
    before = calls.copy()
    found = submission.compare(calls, model, seed)
    return {"found": found, "changed": not (calls.equals(before) and calls.index.equals(before.index))}
