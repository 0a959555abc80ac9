"""Trusts the plan: "the team will manage"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    return _ledger(decisions, policies, economics, len(decisions))
