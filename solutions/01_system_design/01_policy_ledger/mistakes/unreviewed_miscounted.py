"""Counts all that were sent: "unreviewed means: review was asked for"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    found = _ledger(decisions, policies, economics, review_capacity)
    return found.assign(unreviewed=found["unreviewed"] + found["review"])
