"""Leaves out whom nobody looked at: "they are still waiting"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    found = _ledger(decisions, policies, economics, review_capacity)
    return found.assign(decline=(found["decline"] - found["unreviewed"]).clip(lower=0))
