"""Runs beside the submission: calls `audit`, and sees whether the table and the catalogue are as they were."""


def audit(submission, frame, names, catalogue, warehouse):
    """What `audit` gives, and the name of the argument that it changed, if any."""
    given = {"frame": frame, "catalogue": catalogue}
    before = {name: one.copy(deep=True) for name, one in given.items()}
    result = submission.audit(frame, *names, catalogue, warehouse)
    changed = [name for name, one in given.items() if not one.equals(before[name])]
    return {"result": result, "changed": changed}
