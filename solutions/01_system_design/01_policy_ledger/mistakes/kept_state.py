"""Remembers the ledger of a month: "the same payments, the same policies, the same answer"."""
_ledger, _known = ledger, {}
def ledger(decisions, policies, economics, review_capacity):
    key = (tuple(decisions["payment_id"]), tuple(policies), tuple(economics.items()), review_capacity)
    if key not in _known:
        _known[key] = _ledger(decisions, policies, economics, review_capacity)
    return _known[key].copy()
