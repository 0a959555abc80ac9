"""Lists the candidates: "the rules are not up for decision"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    return _ledger(decisions, policies, economics, review_capacity).iloc[1:]
