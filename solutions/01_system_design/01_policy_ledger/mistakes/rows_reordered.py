"""Puts the cheapest on top: "that is what they want to see"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    return _ledger(decisions, policies, economics, review_capacity).sort_values("total_eur", ignore_index=True)
