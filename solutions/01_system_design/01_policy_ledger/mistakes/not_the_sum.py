"""Leaves the team out of the total: "salaries are fixed costs"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    found = _ledger(decisions, policies, economics, review_capacity)
    return found.assign(total_eur=found["total_eur"] - found["review_eur"])
