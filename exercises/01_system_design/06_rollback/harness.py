"""Runs beside the submission, where its arguments live."""

import copy


def spoilt(submission, function, given):
    """The arguments after the call, and after the caller has edited all of the answer."""
    before = copy.deepcopy(given)
    found = getattr(submission, function)(*given)
    called = given == before
    for entry in found if isinstance(found, list) else [found]:
        entry["parts"]["model"] = "edited"
        entry["actor"] = "edited"
    return {"called": called, "edited": given == before}
