"""Runs beside the submission: many questions at once, the built-in hash under another seed, arguments looked at afterwards."""

import builtins


def ask(submission, questions):
    """One answer for each (entity_id, percent, salt)."""
    return [submission.in_canary(*one) for one in questions]


def ask_under_another_seed(submission, questions):
    """The same, while `hash` answers as it may in another process."""
    original = builtins.hash
    builtins.hash = lambda one: original(("another seed", original(one)))
    try:
        return ask(submission, questions)
    finally:
        builtins.hash = original


def stages(submission, stage, frame, other):
    """Whether the table was changed, and what is said of the same object with the counts of `other`, the first answer spoilt."""
    before = frame.copy(deep=True)
    found = submission.next_stage(stage, frame)
    changed = not (
        frame.equals(before) and list(frame.columns) == list(before.columns) and frame.index.equals(before.index)
    )
    found["because"].append("spoilt")
    found.clear()
    again = submission.next_stage(stage, before.copy(deep=True))
    again = {name: list(one) if isinstance(one, list) else one for name, one in again.items()}
    for name in ("cases", "events"):
        frame[name] = other[name].to_numpy()
    return {"changed": changed, "again": again, "other": submission.next_stage(stage, frame)}
