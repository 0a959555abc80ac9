"""Leaves the document's handling out: "the applicant does the work"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return _expected_cost(p, actions, economics | {"document_eur": 0.0})
