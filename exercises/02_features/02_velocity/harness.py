"""Runs beside the submission: asks it twice about the very same tables, as a service that keeps running does."""


def twice(submission, scored, history):
    """The answers before and after each amount of `history`, the same object, has grown by 1 EUR; and what came back changed."""
    before = {"scored": scored.copy(), "history": history.copy()}
    first = submission.velocity(scored, history)
    changed = [name for name, now in (("scored", scored), ("history", history)) if not now.equals(before[name])]
    if changed:
        return {"first": first, "changed": changed, "second": None}
    history["amount_eur"] += 1.0
    return {"first": first, "changed": [], "second": submission.velocity(scored, history)}
