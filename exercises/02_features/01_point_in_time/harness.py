"""Runs beside the submission: asks it twice about the very same tables, as a service that keeps running does."""


def twice(submission, decisions, snapshots, max_age):
    """The answers before and after the bureau halves every utilisation in `snapshots`, the same object; and which tables the first call changed."""
    before = {"decisions": decisions.copy(), "snapshots": snapshots.copy()}
    first = submission.point_in_time_join(decisions, snapshots, max_age)
    given = (("decisions", decisions), ("snapshots", snapshots))
    changed = [name for name, now in given if not now.equals(before[name])]
    if changed:
        return {"first": first, "changed": changed, "second": None}
    snapshots["utilisation"] /= 2
    return {"first": first, "changed": [], "second": submission.point_in_time_join(decisions, snapshots, max_age)}
