"""Sorts in place: "saves a copy"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    decisions.sort_values(["arrived_at", "payment_id"], inplace=True)
    return _ledger(decisions, policies, economics, review_capacity)
