"""Counts with value_counts and joins: "what did not happen is missing"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    found = _ledger(decisions, policies, economics, review_capacity)
    return found.assign(review=found["review"].where(found["review"] > 0))
