"""Takes the first day for granted: "there is always a first payment"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    first = decisions["arrived_at"].iloc[0]
    return _ledger(decisions[decisions["arrived_at"] <= decisions["arrived_at"].max() + (first - first)], policies, economics, review_capacity)
