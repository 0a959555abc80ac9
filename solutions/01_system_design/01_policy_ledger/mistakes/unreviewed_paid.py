"""Pays for what was ordered: "every review asked for is work"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    found = _ledger(decisions, policies, economics, review_capacity)
    paid = economics["review_eur"] * (found["review"] + found["unreviewed"])
    return found.assign(review_eur=paid, total_eur=found["total_eur"] - found["review_eur"] + paid)
