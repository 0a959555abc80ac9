"""Rounds the queue up: "one more does no harm"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    return _ledger(decisions, policies, economics, review_capacity + 1)
