"""Runs beside the submission: asks it twice about the very same tables, as a service that keeps running does."""


def twice(submission, function, payments, known, days, k):
    """The answers before and after all scores have been turned round in the same table, and which arguments were changed."""
    before = {"payments": payments.copy(), "known": known.copy(), "days": days.copy()}
    ask = getattr(submission, function)
    first = ask(payments, known, days, k)
    now = {"payments": payments, "known": known, "days": days}
    changed = [name for name, was in before.items() if not same(was, now[name])]
    if changed:
        return {"first": first, "changed": changed, "second": None}
    payments["score"] = -payments["score"]
    return {"first": first, "changed": [], "second": ask(payments, known, days, k)}


def same(was, now):
    """Values, order, index and columns."""
    return bool(was.equals(now) and (not hasattr(was, "index") or was.index.equals(now.index)))
