"""Hands over the totals: "the board reads one number per policy"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    return _ledger(decisions, policies, economics, review_capacity)[["policy", "total_eur"]]
